//! Makes one record after another: bodies as the API would take them.

use kith_model::{Date, Id, Timestamp};
use serde_json::{Map, Value as Json, json};

use super::random::Random;
use super::words::{COMPANY_FIRST, COMPANY_SECOND, CULTURES, Culture, DEAL_SUBJECTS, JOB_TITLES, NOTES, TASKS};

/// What the records refer to.
pub struct Team {
    /// People who can own records.
    pub owners: Vec<Id>,
    /// The pipeline of deals.
    pub pipeline: Id,
    /// Its stages in order, each with its kind (`open`, `won`, `lost`).
    pub stages: Vec<(Id, String)>,
    /// ISO 4217 code of amounts.
    pub currency: String,
    /// Campaigns that leads and deals came from.
    pub campaigns: Vec<Id>,
}

/// A generator of demo records. The sequence depends on the seed alone.
pub struct Generator {
    random: Random,
    team: Team,
    now: Timestamp,
    made: u64,
}

/// How many campaigns there are, whatever the size.
pub const CAMPAIGNS: u64 = 24;
/// The first of them, the last in time, starts in so many days; the others so many days apart.
const FIRST_STARTS_IN: i64 = 60;
const CAMPAIGN_DAYS: i64 = 30;

const SOURCES: &[&str] = &["web_form", "website", "referral", "webinar", "event", "email", "social", "phone", "other"];
const SIZES: &[&str] = &["11_50", "1_10", "51_200", "201_1000", "1001_5000", "over_5000"];

impl Generator {
    /// Starts a sequence.
    pub fn new(seed: u64, team: Team, now: Timestamp) -> Self {
        Generator { random: Random::seeded(seed), team, now, made: 0 }
    }

    /// The creation time of the next record: spread over the two years before now.
    pub fn moment(&mut self) -> Timestamp {
        self.now.plus_seconds(-self.random.between(60, 2 * 365 * 86_400))
    }

    /// The campaigns of the two years before now, one a month, and those still to come.
    pub fn campaigns(now: Timestamp, team: &Team) -> Vec<Map<String, Json>> {
        const THEMES: [(&str, &str); 6] = [
            ("Webinar series", "webinar"),
            ("Trade fair", "event"),
            ("Search ads", "paid_ads"),
            ("Newsletter", "email"),
            ("Customer stories", "content"),
            ("Bring a friend", "referral"),
        ];
        let today = now.date_in("UTC");
        let campaign = |n: i64| {
            let (theme, channel) = THEMES[n.unsigned_abs() as usize % THEMES.len()];
            let starts = today.plus_days(FIRST_STARTS_IN - CAMPAIGN_DAYS * n);
            let status = match n {
                0 | 1 => "planned",
                2 | 3 => "active",
                _ => "completed",
            };
            let money = |major: i64| json!({"amount": major * 100, "currency": team.currency});
            let owner = team.owners.get(n as usize % team.owners.len().max(1)).map(Id::to_string);
            let budget = 20_000 + n * 7_919 % 60_000;
            let spent = if n < 2 { Json::Null } else { money(budget * (70 + n * 13 % 40) / 100) };
            body(json!({
                "name": format!("{theme} {}", &starts.to_string()[..7]), "channel": channel, "status": status,
                "starts_on": starts.to_string(), "ends_on": starts.plus_days(24).to_string(),
                "budget": money(budget), "actual_spend": spent, "planned_leads": 50 + n * 37 % 400,
                "owner_id": owner,
            }))
        };
        (0..CAMPAIGNS as i64).map(campaign).collect()
    }

    /// A company.
    pub fn company(&mut self) -> Map<String, Json> {
        self.made += 1;
        let first = *self.random.pick(COMPANY_FIRST);
        let (second, industry) = *self.random.pick(COMPANY_SECOND);
        let culture = self.culture();
        let town = *self.random.pick(culture.towns);
        // A town in the name keeps a hundred thousand companies apart.
        let name =
            if self.random.chance(60) { format!("{first} {second} {town}") } else { format!("{first} {second}") };
        let domain = format!("{}{}{}.{}", ascii(first), ascii(second), self.made, culture.domain);
        let lifecycle = *self.random.pick_skewed(&["customer", "prospect", "lead", "former", "partner"]);
        let phone = self.phone(culture);
        body(json!({
            "name": name, "domain": domain, "website": format!("https://{domain}"), "industry": industry,
            "size_band": self.random.pick_skewed(SIZES), "phone": phone, "lifecycle": lifecycle,
            "source": self.random.pick_skewed(SOURCES), "owner_id": self.owner(),
            "address": {"city": town, "country": culture.country},
        }))
    }

    /// A contact, mostly of a company.
    pub fn contact(&mut self, company: Option<Id>) -> Map<String, Json> {
        self.made += 1;
        let culture = self.culture();
        let (first, last) = (*self.random.pick(culture.first), *self.random.pick(culture.last));
        let email = format!("{}.{}{}@example.{}", ascii(first), ascii(last), self.made, culture.domain);
        let phone = self.phone(culture);
        let lifecycle = *self.random.pick_skewed(&["lead", "customer", "prospect", "former", "partner"]);
        let status = if self.random.chance(90) { "active" } else { "inactive" };
        let consent = *self.random.pick_skewed(&["given", "unknown", "withdrawn"]);
        body(json!({
            "first_name": first, "last_name": last, "email": email, "phone": phone,
            "job_title": self.random.pick(JOB_TITLES), "company_id": company.map(|id| id.to_string()),
            "owner_id": self.owner(), "lifecycle": lifecycle, "status": status,
            "source": self.random.pick_skewed(SOURCES), "email_consent": consent,
            "address": {"city": self.random.pick(culture.towns), "country": culture.country},
        }))
    }

    /// A lead that came at a moment.
    pub fn lead(&mut self, at: Timestamp) -> Map<String, Json> {
        self.made += 1;
        let culture = self.culture();
        let (first, last) = (*self.random.pick(culture.first), *self.random.pick(culture.last));
        let (company, (second, industry)) = (*self.random.pick(COMPANY_FIRST), *self.random.pick(COMPANY_SECOND));
        let email = format!("{}.{}{}@example.{}", ascii(first), ascii(last), self.made, culture.domain);
        let stage = *self.random.pick_skewed(&["new", "contacted", "qualified", "lost", "won"]);
        let phone = self.phone(culture);
        body(json!({
            "first_name": first, "last_name": last, "company_name": format!("{company} {second}"), "email": email,
            "phone": phone, "industry": industry, "location": self.random.pick(culture.towns), "stage": stage,
            "score": self.random.between(5, 95), "source": self.random.pick_skewed(SOURCES),
            "job_title": self.random.pick(JOB_TITLES), "owner_id": self.owner(), "campaign_id": self.campaign(at),
        }))
    }

    /// A deal that came at a moment, with a company and one of its contacts.
    pub fn deal(&mut self, at: Timestamp, company: Id, company_name: &str, contact: Option<Id>) -> Map<String, Json> {
        self.made += 1;
        let subject = *self.random.pick(DEAL_SUBJECTS);
        let stage = self.random.pick_skewed(&self.team.stages).clone();
        let amount = self.random.between(20, 4_000) * 50_000;
        let today = self.now.date_in("UTC");
        let close: Date = match stage.1.as_str() {
            "open" => today.plus_days(self.random.between(-10, 120)),
            _ => today.plus_days(-self.random.between(1, 500)),
        };
        let lost = (stage.1 == "lost").then(|| *self.random.pick(&["Price", "Timing", "Competitor", "No budget"]));
        body(json!({
            "name": format!("{company_name} {subject}"), "company_id": company.to_string(),
            "contact_id": contact.map(|id| id.to_string()), "pipeline_id": self.team.pipeline.to_string(),
            "stage_id": stage.0.to_string(), "amount": {"amount": amount, "currency": self.team.currency},
            "expected_close_on": close.to_string(), "owner_id": self.owner(),
            "source": self.random.pick_skewed(SOURCES), "lost_reason": lost, "campaign_id": self.campaign(at),
        }))
    }

    /// A note on a record.
    pub fn note(&mut self, kind: &str, id: Id) -> Map<String, Json> {
        body(json!({"body": self.random.pick(NOTES), "record": {"kind": kind, "id": id.to_string()}}))
    }

    /// A task about a record, due around now.
    pub fn task(&mut self, kind: &str, id: Id) -> Map<String, Json> {
        let (name, task_kind) = *self.random.pick(TASKS);
        let due = self.now.plus_seconds(self.random.between(-7 * 86_400, 30 * 86_400));
        let status = *self.random.pick_skewed(&["pending", "completed", "in_progress"]);
        let priority = *self.random.pick_skewed(&["normal", "high", "low", "urgent"]);
        body(json!({
            "name": name, "kind": task_kind, "due_at": due.to_string(), "status": status, "priority": priority,
            "assignee_id": self.owner(), "record": {"kind": kind, "id": id.to_string()},
        }))
    }

    /// Whether something with a likelihood of `percent` happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.random.chance(percent)
    }

    /// An index below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.random.below(limit)
    }

    fn culture(&mut self) -> &'static Culture {
        self.random.pick_skewed(&CULTURES)
    }

    fn owner(&mut self) -> Json {
        if self.team.owners.is_empty() || self.random.chance(5) {
            return Json::Null;
        }
        Json::from(self.random.pick(&self.team.owners).to_string())
    }

    /// The campaign that brought it, the one of its days or the one before; most come by themselves.
    fn campaign(&mut self, at: Timestamp) -> Json {
        let days = (self.now.as_micros() - at.as_micros()) / (86_400 * 1_000_000);
        let late = self.random.below(2) as i64;
        let of_then = (FIRST_STARTS_IN + days) / CAMPAIGN_DAYS + late;
        match self.team.campaigns.get(of_then as usize) {
            Some(id) if !self.random.chance(55) => Json::from(id.to_string()),
            _ => Json::Null,
        }
    }

    fn phone(&mut self, culture: &Culture) -> String {
        let digit = |c: char| if c == '#' { char::from(b'0' + self.random.below(10) as u8) } else { c };
        culture.phone.chars().map(digit).collect()
    }
}

fn body(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    }
}

/// The letters of a name that may stand in an address; names of other scripts become `contact`.
fn ascii(name: &str) -> String {
    let letters: String = kith_model::fold(name).chars().filter(char::is_ascii_alphanumeric).collect();
    if letters.is_empty() { "contact".into() } else { letters }
}
