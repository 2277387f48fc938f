//! Registering: a workspace with everything it starts with, in one transaction.

use kith_access::{Action, Scope, decide};
use kith_catalog::{campaign, pipeline, role, roles, scoring_rule, stage, user, workspace};
use kith_model::{FieldCode, FieldError, FieldErrors, Id, Money, Record, RecordKind, Schema, Value, fold, parse_value};
use kith_store::system::{Login, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde::Deserialize;
use serde_json::json;

use super::session::{audit, open};
use super::sign_in::who;
use super::{Client, SignedIn, check_password, password, throttle};
use crate::error::unexpected;
use crate::modules::sales::scoring::starting_rules;
use crate::modules::{draft_put as put, kinds_known};
use crate::records::{fill_defaults, new_record, title_of};
use crate::{App, AppError, sample};

/// What somebody who registers says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The firm's name.
    pub workspace: String,
    /// The person's name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// ISO 4217.
    pub currency: Option<String>,
    /// IANA.
    pub time_zone: Option<String>,
    /// `en`, `hi`, `de`.
    pub locale: Option<String>,
    /// ISO 3166.
    pub country: Option<String>,
    /// Whether the workspace starts with sample records.
    pub sample_data: Option<bool>,
}

/// Whether a workspace must be created first, and whether anybody may create one.
pub async fn setup(app: &App) -> Result<(bool, bool), AppError> {
    Ok((app.store().workspace_count().await? == 0, app.config().open_registration))
}

/// The stages of the pipeline every workspace starts with: name, probability, kind, days until a
/// deal in it counts as rotting, hue.
const STAGES: [(&str, i64, &str, Option<i64>, &str); 6] = [
    ("New", 10, "open", Some(14), "gray"),
    ("Qualified", 30, "open", Some(21), "blue"),
    ("Proposal", 55, "open", Some(21), "indigo"),
    ("Negotiation", 75, "open", Some(14), "amber"),
    ("Closed Won", 100, "won", None, "green"),
    ("Closed Lost", 0, "lost", None, "red"),
];

/// Creates a workspace and its first user, who is signed in at once. The first registration of an
/// installation is always possible, further ones only where it is open.
pub async fn register(app: &App, input: &Registration, client: &Client) -> Result<SignedIn, AppError> {
    throttle(app, &format!("register:{}", client.address), 20, 3600).await?;
    // Two first registrations at the same time must not both count as the first.
    let _one_at_a_time = app.registration().lock().await;
    let (first, open_to_all) = setup(app).await?;
    if !first && !open_to_all {
        return Err(AppError::Forbidden { kind: workspace::KIND.key.into(), action: Action::Create });
    }
    let workspace_id = app.new_id();
    let mut start = Start { app, scope: Scope::system(workspace_id), set: None, errors: Vec::new() };
    let user_id = start.fill(input)?;
    let mut set = start.set.take().ok_or_else(|| AppError::Internal("an empty registration".into()))?;
    let password_hash = password::hash(app, &input.password).await?;
    set.system(SystemWrite::InsertLogin(Login {
        email: fold(&input.email),
        workspace: workspace_id,
        user: user_id,
        password_hash: Some(password_hash),
    }));
    set.system(audit(user_id, "sign_in", client));
    let tokens = open(app, &mut set, workspace_id, user_id, client).await?;
    match app.store().commit(set).await {
        Ok(()) => {}
        Err(WriteError::Unique { constraint }) if constraint == "login_email_key" || constraint == "user_email_key" => {
            return Err(AppError::field("email", FieldCode::AlreadyUsed, "This address is already used."));
        }
        Err(error) => return Err(unexpected(error)),
    }
    if input.sample_data == Some(true) {
        let scope = super::scope_of_user(app, workspace_id, user_id).await?;
        sample::load(app, &scope).await?;
    }
    let (user, workspace) = who(app, workspace_id, user_id).await?;
    Ok(SignedIn { user, workspace, tokens })
}

struct Start<'a> {
    app: &'a App,
    scope: Scope,
    set: Option<WriteSet>,
    errors: FieldErrors,
}

impl Start<'_> {
    /// Writes everything a workspace starts with into the set; answers the user's id.
    fn fill(&mut self, input: &Registration) -> Result<Id, AppError> {
        let (app, workspace_id, user_id) = (self.app, self.scope.workspace, self.app.new_id());
        self.set = Some(WriteSet::new(workspace_id, Some(user_id), None, app.now()));
        let currency = input.currency.as_deref().map_or("USD".into(), str::to_uppercase);
        let zone = input.time_zone.as_deref().unwrap_or("UTC");
        let country = input.country.as_deref().map(str::to_uppercase).or_else(|| country_of(zone).map(str::to_owned));
        let mut values = vec![
            ("name", json!(input.workspace)),
            ("currency", json!(currency)),
            ("time_zone", json!(zone)),
            ("locale", json!(input.locale.as_deref().unwrap_or("en"))),
        ];
        values.extend(country.map(|country| ("country", json!(country))));
        self.insert(&workspace::KIND, workspace_id, Some(user_id), &values);
        if Money::new(0, &currency).is_none() {
            self.errors.push(FieldError::new("currency", FieldCode::InvalidCurrency, "This is not a currency in use."));
        }
        if jiff::tz::TimeZone::get(zone).is_err() {
            self.errors.push(FieldError::new("time_zone", FieldCode::Invalid, "This is not a time zone."));
        }
        let mut admin = None;
        for built_in in &roles::ROLES {
            let id = app.new_id();
            let grants = serde_json::to_value((built_in.grants)()).unwrap_or_default();
            let values = [
                (role::NAME.key(), json!(built_in.name)),
                (role::KEY.key(), json!(built_in.key)),
                (role::DESCRIPTION.key(), json!(built_in.description)),
                (role::GRANTS.key(), grants),
                (role::KNOWN_KINDS.key(), json!(kinds_known())),
            ];
            self.insert(&role::KIND, id, None, &values);
            admin = admin.or((built_in.key == "admin").then_some(id));
        }
        let values = [
            (user::NAME.key(), json!(input.name)),
            (user::EMAIL.key(), json!(input.email)),
            (user::STATUS.key(), json!("active")),
            (user::ROLES.key(), json!(admin.as_slice())),
            (user::LOCALE.key(), json!(input.locale.as_deref().unwrap_or("en"))),
            (user::AVATAR_HUE.key(), json!(hue_of(&input.email))),
        ];
        self.insert(&user::KIND, user_id, Some(user_id), &values);
        let pipeline_id = app.new_id();
        let values = [(pipeline::NAME.key(), json!("Sales pipeline")), (pipeline::IS_DEFAULT.key(), json!(true))];
        self.insert(&pipeline::KIND, pipeline_id, Some(user_id), &values);
        for (position, (name, probability, kind, rotting, color)) in (1..).zip(STAGES) {
            let values = [
                (stage::NAME.key(), json!(name)),
                (stage::PIPELINE.key(), json!(pipeline_id)),
                (stage::POSITION.key(), json!(position)),
                (stage::PROBABILITY.key(), json!(probability)),
                (stage::STAGE_KIND.key(), json!(kind)),
                (stage::ROTTING_DAYS.key(), json!(rotting)),
                (stage::COLOR.key(), json!(color)),
            ];
            self.insert(&stage::KIND, app.new_id(), Some(user_id), &values);
        }
        let values = [
            (campaign::NAME.key(), json!("General")),
            (campaign::CODE.key(), json!(campaign::GENERAL_CODE)),
            (campaign::DESCRIPTION.key(), json!("Leads that no campaign brought.")),
            (campaign::STATUS.key(), json!("active")),
            (campaign::IS_GENERAL.key(), json!(true)),
            (campaign::OWNER.key(), json!(user_id)),
        ];
        self.insert(&campaign::KIND, app.new_id(), Some(user_id), &values);
        for values in starting_rules() {
            self.insert(&scoring_rule::KIND, app.new_id(), Some(user_id), &values);
        }
        let known = [input.name.as_str(), input.email.as_str(), input.workspace.as_str()];
        self.errors.extend(check_password(&input.password, &known).err());
        let mut errors = std::mem::take(&mut self.errors);
        if errors.is_empty() {
            return Ok(user_id);
        }
        errors.dedup_by(|a, b| a.field == b.field);
        Err(AppError::Validation(errors))
    }

    fn insert(
        &mut self,
        kind: &'static RecordKind,
        id: Id,
        created_by: Option<Id>,
        values: &[(&str, serde_json::Value)],
    ) {
        let schema = Schema::new(kind, Vec::new());
        let Ok(permit) = decide(&self.scope, kind.key, Action::Create, kind.activity) else { return };
        let mut record: Record = new_record(id, self.app.now(), created_by);
        let context = kith_model::InputContext { region: String::new() };
        for (key, json) in values {
            let Some(spec) = schema.field(key) else { continue };
            // A workspace's errors are shown beside the inputs of the form they came from.
            let shown = if kind.key == "workspace" && *key == "name" { "workspace" } else { key };
            match parse_value(spec, json, &context) {
                Ok(Value::Null) if spec.required => {
                    self.errors.push(FieldError::new(shown, FieldCode::Required, "This is needed."));
                }
                Ok(value) => put(&mut record, key, value),
                Err(error) => self.errors.push(FieldError { field: shown.to_owned(), ..error }),
            }
        }
        let given = values.iter().map(|(key, _)| (*key).to_owned()).collect();
        fill_defaults(&schema, None, &given, &mut record);
        record.title = title_of(kind, &record);
        if let Some(set) = &mut self.set {
            set.insert(&permit, &schema, record);
        }
    }
}

/// A hue for somebody's avatar, the same for the same address.
pub(super) fn hue_of(email: &str) -> i64 {
    let sum = fold(email).bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    i64::from(sum % 360)
}

/// The country of a time zone, for phone numbers typed without one; only where it is certain.
fn country_of(zone: &str) -> Option<&'static str> {
    Some(match zone {
        "Asia/Kolkata" | "Asia/Calcutta" => "IN",
        "Europe/Berlin" => "DE",
        "Europe/Vienna" => "AT",
        "Europe/Zurich" => "CH",
        "Europe/London" => "GB",
        "Europe/Paris" => "FR",
        "Europe/Madrid" => "ES",
        "Europe/Rome" => "IT",
        "Europe/Amsterdam" => "NL",
        "Asia/Singapore" => "SG",
        "Asia/Dubai" => "AE",
        "Asia/Tokyo" => "JP",
        "Australia/Sydney" | "Australia/Melbourne" => "AU",
        "America/New_York" | "America/Chicago" | "America/Denver" | "America/Los_Angeles" => "US",
        _ => return None,
    })
}
