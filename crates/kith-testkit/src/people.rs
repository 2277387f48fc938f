//! People and firms for tests.

use std::collections::BTreeMap;

use kith_access::{Action, Scope, decide};
use kith_catalog::role;
use kith_model::{Id, Record, Schema, Value};
use kith_store::WriteSet;
use serde_json::{Value as Json, json};

use crate::TestApp;

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery staple 42";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their address.
    pub email: String,
    /// Their user id.
    pub id: String,
    /// Their workspace's id.
    pub workspace: String,
    /// An access token.
    pub token: String,
    /// Its refresh token.
    pub refresh: String,
}

/// A workspace with one person per built-in role.
pub struct Firm {
    /// The administrator who made it.
    pub admin: Person,
    /// Everybody else, by the key of their role.
    pub staff: Vec<(String, Person)>,
}

impl Firm {
    /// The person with a role.
    #[track_caller]
    pub fn role(&self, key: &str) -> &Person {
        if key == "admin" {
            return &self.admin;
        }
        let found = self.staff.iter().find(|(role, _)| role == key);
        &found.unwrap_or_else(|| panic!("nobody is {key}")).1
    }
}

impl TestApp {
    /// Makes a workspace and signs its administrator in.
    pub async fn register(&self, workspace: &str, email: &str) -> Person {
        let body = json!({
            "workspace": workspace, "name": "Ananya Iyer", "email": email, "password": PASSWORD,
            "currency": "INR", "time_zone": "Asia/Kolkata", "locale": "en",
        });
        self.post("/auth/register").json(&body).send().await.expect(201);
        self.sign_in(email).await
    }

    /// Signs somebody in as a program.
    pub async fn sign_in(&self, email: &str) -> Person {
        let body = json!({"email": email, "password": PASSWORD});
        let tokens = self.post("/auth/token").json(&body).send().await.expect(200);
        let text = |key: &str| tokens[key].as_str().expect("a token").to_owned();
        let mut person = Person {
            email: email.to_owned(),
            id: String::new(),
            workspace: String::new(),
            token: text("access_token"),
            refresh: text("refresh_token"),
        };
        let bootstrap = self.get("/bootstrap").by(&person).send().await.expect(200);
        person.id = bootstrap["me"]["id"].as_str().expect("somebody is signed in").to_owned();
        person.workspace = bootstrap["workspace"]["id"].as_str().expect("a workspace").to_owned();
        person
    }

    /// The id of a role by its key.
    pub async fn role_id(&self, admin: &Person, key: &str) -> String {
        let roles = self.get(&format!("/roles?key={key}")).by(admin).send().await.expect(200);
        roles["data"][0]["id"].as_str().unwrap_or_else(|| panic!("no role {key}: {roles}")).to_owned()
    }

    /// Invites somebody with these roles, lets them accept, and signs them in.
    pub async fn invite(&self, admin: &Person, email: &str, role_ids: &[String]) -> Person {
        let body = json!({"email": email, "name": email, "role_ids": role_ids});
        self.post("/invitations").by(admin).json(&body).send().await.expect(201);
        self.drain().await;
        let token = self.mailed_token(email);
        let body = json!({"token": token, "name": email.split('@').next(), "password": PASSWORD});
        self.post("/invitations/accept").json(&body).send().await.expect(200);
        self.sign_in(email).await
    }

    /// The token in the link of the last mail to an address.
    #[track_caller]
    pub fn mailed_token(&self, email: &str) -> String {
        let mail = self.mails.last_to(email).unwrap_or_else(|| panic!("no mail went to {email}"));
        let link = mail.text.split_whitespace().find(|word| word.contains("http")).expect("a link");
        let token = link.rsplit(['=', '/']).next().expect("a token");
        token.trim_end_matches(['.', '>', ')']).to_owned()
    }

    /// A workspace with one person per built-in role.
    pub async fn firm(&self, name: &str) -> Firm {
        let host = format!("{}.example", name.to_lowercase().replace(' ', "-"));
        let admin = self.register(name, &format!("admin@{host}")).await;
        let mut staff = Vec::new();
        for role in kith_catalog::roles::ROLES.iter().filter(|role| role.key != "admin") {
            let id = self.role_id(&admin, role.key).await;
            let person = self.invite(&admin, &format!("{}@{host}", role.key), &[id]).await;
            staff.push((role.key.to_owned(), person));
        }
        Firm { admin, staff }
    }

    /// Two workspaces, each with an administrator.
    pub async fn two_workspaces(&self) -> (Person, Person) {
        (
            self.register("Banyan Works", "ana@banyan.example").await,
            self.register("Teak Trading", "tom@teak.example").await,
        )
    }

    /// A built-in role as an older program kept it: with these rights, and the kinds that it knew, where
    /// it kept them. Answers its id.
    pub async fn old_role(&self, admin: &Person, key: &str, grants: Json, known: Option<&[&str]>) -> String {
        let workspace: Id = admin.workspace.parse().expect("an id");
        let permit = decide(&Scope::system(workspace), role::KIND.key, Action::Create, false).expect("allowed");
        let id = self.app.new_id();
        let mut values = BTreeMap::from([
            (role::NAME.key().to_owned(), Value::Text(format!("Old {id}"))),
            (role::KEY.key().to_owned(), Value::Text(key.to_owned())),
            (role::GRANTS.key().to_owned(), Value::Json(grants)),
        ]);
        if let Some(known) = known {
            let known = known.iter().map(|kind| (*kind).to_owned()).collect();
            values.insert(role::KNOWN_KINDS.key().to_owned(), Value::Texts(known));
        }
        let (created_at, updated_at) = (self.app.now(), self.app.now());
        let title = format!("Old {id}");
        let record =
            Record { id, version: 1, title, created_at, updated_at, created_by: None, deleted_at: None, values };
        let mut set = WriteSet::new(workspace, None, None, self.app.now());
        set.insert(&permit, &Schema::new(&role::KIND, Vec::new()), record);
        self.app.store().commit(set).await.expect("written");
        id.to_string()
    }

    /// A person with a role of their own making.
    pub async fn person_with(&self, admin: &Person, email: &str, grants: Json) -> Person {
        let role = json!({"name": format!("Role of {email}"), "grants": grants});
        let role = self.create(admin, "roles", role).await;
        self.invite(admin, email, &[role["id"].as_str().expect("an id").to_owned()]).await
    }
}
