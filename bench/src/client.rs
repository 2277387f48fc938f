//! A signed-in client for what a measurement needs to know beforehand.

use std::error::Error;

use serde_json::{Value as Json, json};

use crate::run::{EMAIL, PASSWORD};

/// A server's address and an access token.
pub struct Client {
    address: String,
    /// For the `Authorization` header of the load generator.
    pub authorization: String,
}

impl Client {
    /// Signs in.
    pub fn sign_in(address: &str, email: &str, password: &str) -> Result<Client, Box<dyn Error>> {
        let mut answer = ureq::post(format!("{address}/api/v1/auth/token"))
            .send_json(json!({"email": email, "password": password}))?;
        let body: Json = answer.body_mut().read_json()?;
        let token = body["access_token"].as_str().ok_or("no access token")?;
        Ok(Client { address: address.to_owned(), authorization: format!("Bearer {token}") })
    }

    /// The same caller with a token of now: one lasts for a quarter of an hour.
    pub fn again(&self) -> Result<Client, Box<dyn Error>> {
        Client::sign_in(&self.address, EMAIL, PASSWORD)
    }

    /// The body of a GET.
    pub fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let url = format!("{}{path}", self.address);
        let mut answer = ureq::get(url).header("authorization", &self.authorization).call()?;
        Ok(answer.body_mut().with_config().limit(64 << 20).read_to_string()?)
    }

    /// Sends a POST whose answer must be a success.
    pub fn post(&self, path: &str, body: &Json) -> Result<(), Box<dyn Error>> {
        let url = format!("{}{path}", self.address);
        ureq::post(url).header("authorization", &self.authorization).send_json(body)?;
        Ok(())
    }

    /// Sends a PATCH whose answer must be a success.
    pub fn patch(&self, path: &str, body: &Json) -> Result<(), Box<dyn Error>> {
        let url = format!("{}{path}", self.address);
        ureq::patch(url).header("authorization", &self.authorization).send_json(body)?;
        Ok(())
    }

    /// Ids of records, read page by page until there are enough. `list` is a path with a query, which
    /// may be empty.
    pub fn ids(&self, list: &str, wanted: usize) -> Result<Vec<String>, Box<dyn Error>> {
        let mut ids = Vec::new();
        let mut after = String::new();
        while ids.len() < wanted {
            let page: Json = serde_json::from_str(&self.get(&format!("/api/v1/{list}&limit=200&sort=title{after}"))?)?;
            let rows = page["data"].as_array().ok_or("no rows")?;
            ids.extend(rows.iter().filter_map(|row| row["id"].as_str().map(str::to_owned)));
            match page["page"]["next"].as_str() {
                Some(cursor) => after = format!("&after={cursor}"),
                None => break,
            }
        }
        Ok(ids)
    }
}
