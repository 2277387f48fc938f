//! Who and what of a lead may be here already, and what new records would be made of.

use kith_access::{Action, Scope};
use kith_catalog::{company, contact, file, interaction, lead, note, task};
use kith_model::markers::Text;
use kith_model::{Condition, Field, Filter, Id, Op, Operand, Record, RecordKind, Sort};
use serde_json::{Map, Value as Json, json};

use super::moves::hangs_on;
use crate::modules::people::company::normal_domain;
use crate::records::{Planner, count_of, figures, find_for, is, page_query};
use crate::{App, AppError};

/// So many candidates of each sort are named.
const SHOWN: u32 = 5;

/// Domains of which an address says nothing about a firm.
pub(in crate::modules::sales) const PERSONAL_MAIL: [&str; 22] = [
    "aol.com", "fastmail.com", "gmail.com", "gmx.at", "gmx.de", "gmx.net", "googlemail.com", "hotmail.co.uk",
    "hotmail.com", "icloud.com", "live.com", "mail.com", "me.com", "msn.com", "outlook.com", "proton.me",
    "protonmail.com", "rediffmail.com", "t-online.de", "web.de", "yahoo.co.in", "yahoo.com",
];

/// What the dialog of a conversion starts with: records that may be the same, the best first, and the
/// fields of new ones.
pub async fn proposal(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    let planner = Planner::new(app, scope).await?;
    let (_, lead) = find_for(&planner, &lead::KIND, id, Action::Update).await?;
    let mut companies = Found { app, scope, kind: &company::KIND, list: Vec::new() };
    companies.by(company::DOMAIN.key(), domain(&lead).as_deref(), "domain").await?;
    companies.by(company::NAME.key(), lead.get(&lead::COMPANY_NAME), "name").await?;
    let mut contacts = Found { app, scope, kind: &contact::KIND, list: Vec::new() };
    if let Some(known) = lead.get(&lead::CONTACT) {
        contacts.by("id", Some(&known.to_string()), "linked").await?;
    }
    contacts.by(contact::EMAIL.key(), lead.get(&lead::EMAIL), "email").await?;
    contacts.by(contact::PHONE.key(), lead.get(&lead::PHONE), "phone").await?;
    contacts.by("title", Some(lead.title.as_str()).filter(|title| title.contains(' ')), "name").await?;
    let open = Filter::Or(vec![is(task::STATUS.key(), "pending"), is(task::STATUS.key(), "in_progress")]);
    let tasks = figures(app, scope, &task::KIND, hangs_on(&task::KIND, id).and(open), None, &[]).await?;
    let about = async |kind| count_of(app, scope.workspace, kind, hangs_on(kind, id)).await;
    Ok(json!({
        "companies": companies.list,
        "contacts": contacts.list,
        "company": {"name": lead.get(&lead::COMPANY_NAME), "domain": domain(&lead)},
        "contact": contact_body(&lead),
        "deal": {"name": deal_name(&lead)},
        "open_tasks": tasks.first().map_or(0, |row| row.count),
        "notes": about(&note::KIND).await?,
        "files": about(&file::KIND).await?,
        "interactions": about(&interaction::KIND).await?,
    }))
}

struct Found<'a> {
    app: &'a App,
    scope: &'a Scope,
    kind: &'static RecordKind,
    list: Vec<Json>,
}

impl Found<'_> {
    /// Adds the records of which a field is this; none where the caller may not read them.
    async fn by(&mut self, field: &str, value: Option<&str>, reason: &str) -> Result<(), AppError> {
        let (Some(value), Ok(permit)) =
            (value, kith_access::decide(self.scope, self.kind.key, Action::Read, self.kind.activity))
        else {
            return Ok(());
        };
        if permit.mask().hidden.contains(field) {
            return Ok(());
        }
        let condition = Condition { field: field.into(), op: Op::Eq, operand: Operand::One(value.into()) };
        let query = page_query(self.app, self.scope, Filter::Is(condition), Sort::default(), SHOWN);
        let schema = crate::records::schema(self.app, self.scope, self.kind).await?;
        for record in self.app.store().list_records(&permit, &schema, &query).await? {
            let known = self.list.iter().any(|known| known["id"] == json!(record.id));
            if !known && self.list.len() < SHOWN as usize {
                self.list.push(json!({"id": record.id, "title": record.title, "reason": reason}));
            }
        }
        Ok(())
    }
}

/// The firm's domain, from the address, unless it is one that anybody can have.
fn domain(lead: &Record) -> Option<String> {
    let (_, domain) = lead.get(&lead::EMAIL)?.rsplit_once('@')?;
    let domain = normal_domain(domain);
    (!PERSONAL_MAIL.contains(&domain.as_str())).then_some(domain)
}

fn deal_name(lead: &Record) -> String {
    lead.get(&lead::COMPANY_NAME).unwrap_or(&lead.title).to_owned()
}

/// The fields of the company that a lead names.
pub(super) fn company_body(lead: &Record) -> Map<String, Json> {
    let mut body = shared(lead);
    put(&mut body, company::NAME.key(), lead.get(&lead::COMPANY_NAME));
    put(&mut body, company::INDUSTRY.key(), lead.get(&lead::INDUSTRY));
    put(&mut body, company::SIZE_BAND.key(), lead.get(&lead::COMPANY_SIZE));
    if let Some(domain) = domain(lead) {
        put(&mut body, company::DOMAIN.key(), Some(&domain));
    }
    body
}

/// The fields of the contact that a lead is.
pub(super) fn contact_body(lead: &Record) -> Map<String, Json> {
    let mut body = shared(lead);
    let same: [(&Field<Text>, &Field<Text>); 7] = [
        (&contact::FIRST_NAME, &lead::FIRST_NAME),
        (&contact::LAST_NAME, &lead::LAST_NAME),
        (&contact::EMAIL, &lead::EMAIL),
        (&contact::PHONE, &lead::PHONE),
        (&contact::JOB_TITLE, &lead::JOB_TITLE),
        (&contact::DESCRIPTION, &lead::DESCRIPTION),
        (&contact::EMAIL_CONSENT, &lead::CONSENT),
    ];
    for (to, from) in same {
        put(&mut body, to.key(), lead.get(from));
    }
    body
}

/// The fields of the deal that a lead leads to.
pub(super) fn deal_body(lead: &Record) -> Map<String, Json> {
    let mut body = shared(lead);
    body.insert("name".into(), json!(deal_name(lead)));
    if let Some(campaign) = lead.get(&lead::CAMPAIGN) {
        body.insert("campaign_id".into(), json!(campaign));
    }
    body
}

/// Where it came from and whose it is.
fn shared(lead: &Record) -> Map<String, Json> {
    let mut body = Map::new();
    put(&mut body, "source", lead.get(&lead::SOURCE));
    if let Some(owner) = lead.get(&lead::OWNER) {
        body.insert("owner_id".into(), json!(owner));
    }
    body
}

fn put(body: &mut Map<String, Json>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        body.insert(key.into(), json!(value));
    }
}
