//! What is looked at in a lead: only what was known before it was decided, and early enough that leads
//! which are still open have it too.

use std::borrow::Cow;

use kith_catalog::interaction::{DIRECTION, INTERACTION_KIND, OCCURRED_AT, OUTCOME};
use kith_catalog::lead::{COMPANY_NAME, COMPANY_SIZE, EMAIL, INDUSTRY, JOB_TITLE, PHONE, SOURCE};
use kith_model::{FieldSpec, FieldType, Record, Schema, Timestamp, Value, fold};

use super::super::super::conversion::PERSONAL_MAIL;

/// What is looked at, and the field of leads it comes from; interactions come from none.
pub(super) const FEATURES: [(&str, Option<&str>); 12] = [
    ("source", Some("source")),
    ("channel", Some("campaign_id")),
    ("industry", Some("industry")),
    ("company_size", Some("company_size")),
    ("seniority", Some("job_title")),
    ("email", Some("email")),
    ("phone", Some("phone")),
    ("company", Some("company_name")),
    ("calls", None),
    ("replies", None),
    ("meetings", None),
    ("first_contact", None),
];

/// So many of the workspace's own fields are looked at, the first ones.
const MOST_OWN: usize = 20;

/// One level of each feature, those of [`FEATURES`] first; `None` where it is too early to say.
pub(super) type Levels<'a> = Vec<Option<Cow<'a, str>>>;

/// The workspace's own fields that are looked at: choices, yes or no, and numbers.
pub(super) fn own_fields(leads: &Schema) -> Vec<&FieldSpec> {
    let own = leads.fields.iter().filter(|spec| spec.custom_key().is_some());
    let sort = |ty| matches!(ty, FieldType::Select | FieldType::Boolean | FieldType::Number | FieldType::Integer);
    own.filter(|spec| sort(spec.ty)).take(MOST_OWN).collect()
}

/// The level of one of the workspace's own fields; empty where it is not given. Numbers have levels once
/// it is known between which of them the thirds of the leads lie.
pub(super) fn own_level<'a>(spec: &FieldSpec, lead: &'a Record, cuts: Option<&[f64]>) -> Option<Cow<'a, str>> {
    let value = lead.value(&spec.key);
    if spec.ty == FieldType::Boolean {
        return Some(Cow::Borrowed(if *value == Value::Bool(true) { "yes" } else { "no" }));
    }
    match (value, number(value)) {
        (Value::Text(chosen), _) => Some(Cow::Borrowed(chosen.as_str())),
        (_, Some(n)) => cuts.map(|cuts| Cow::Owned(band(n, cuts))),
        _ => Some(Cow::Borrowed("")),
    }
}

/// A number, whole or not.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Real(n) => Some(*n),
        _ => None,
    }
}

/// Where the thirds of some numbers meet; fewer cuts where many are the same.
pub(super) fn cuts(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    let (Some(least), count) = (numbers.first().copied(), numbers.len()) else { return Vec::new() };
    let mut cuts = vec![numbers[count / 3], numbers[2 * count / 3]];
    cuts.dedup();
    cuts.retain(|cut| *cut > least);
    cuts
}

/// The span a number lies in: `..10`, `10..50` with the 10 and without the 50, `50..`.
pub(super) fn band(number: f64, cuts: &[f64]) -> String {
    let at = cuts.iter().filter(|cut| number >= **cut).count();
    let low = at.checked_sub(1).and_then(|below| cuts.get(below)).map(f64::to_string).unwrap_or_default();
    let high = cuts.get(at).map(f64::to_string).unwrap_or_default();
    format!("{low}..{high}")
}

/// Interactions count while a lead is this young. What comes later comes mostly to leads that go well,
/// and would tell the outcome instead of foretelling it.
const YOUNG_SECS: i64 = 14 * DAY_SECS;
const DAY_SECS: i64 = 86_400;

/// Words of job titles, by how far up they are; the first that is found counts.
const SENIORITY: [(&str, &[&str]); 4] = [
    ("owner", &["founder", "cofounder", "owner", "proprietor", "partner", "inhaber", "inhaberin"]),
    ("chief", &["chief", "ceo", "cto", "cfo", "coo", "cmo", "cio", "president"]),
    ("director", &["director", "head", "vp", "direktor", "direktorin", "leiter", "leiterin"]),
    ("manager", &["manager", "lead", "supervisor", "managerin"]),
];

/// What is known of a lead at a moment: when it was decided, or now.
pub(super) fn levels<'a>(
    lead: &'a Record,
    interactions: &[Record],
    channel: Option<&'a str>,
    until: Timestamp,
) -> Levels<'a> {
    let chosen = |value: Option<&'a str>| Some(Cow::Borrowed(value.unwrap_or("none")));
    let given = |value: Option<&str>| Some(Cow::Borrowed(if value.is_some() { "given" } else { "none" }));
    let over = lead.created_at.plus_seconds(YOUNG_SECS);
    let early: Vec<(&Record, Timestamp)> = interactions
        .iter()
        .filter_map(|interaction| Some((interaction, interaction.get(&OCCURRED_AT)?)))
        .filter(|(_, at)| *at <= until && *at < over)
        .collect();
    // A lead that is young still has had no time for what is not there yet.
    let grown = until >= over;
    let many =
        |holds: &dyn Fn(&Record) -> bool| match early.iter().filter(|(interaction, _)| holds(interaction)).count() {
            0 if grown => Some(Cow::Borrowed("none")),
            0 => None,
            1 => Some(Cow::Borrowed("one")),
            _ => Some(Cow::Borrowed("several")),
        };
    let is =
        |interaction: &Record, kinds: &[&str]| interaction.get(&INTERACTION_KIND).is_some_and(|it| kinds.contains(&it));
    let first = early.iter().filter(|(it, _)| it.get(&DIRECTION) != Some("inbound")).map(|(_, at)| *at).min();
    let waited = first.map(|at| (at.as_micros() - lead.created_at.as_micros()) / 1_000_000);
    vec![
        chosen(lead.get(&SOURCE)),
        chosen(channel),
        chosen(lead.get(&INDUSTRY)),
        chosen(lead.get(&COMPANY_SIZE)),
        Some(Cow::Borrowed(seniority(lead.get(&JOB_TITLE)))),
        Some(Cow::Borrowed(mail(lead.get(&EMAIL)))),
        given(lead.get(&PHONE)),
        given(lead.get(&COMPANY_NAME)),
        many(&|it| is(it, &["call"]) && it.get(&OUTCOME) == Some("connected")),
        many(&|it| is(it, &["email", "sms", "chat"]) && it.get(&DIRECTION) == Some("inbound")),
        many(&|it| is(it, &["meeting", "visit"])),
        match waited {
            Some(secs) if secs <= DAY_SECS => Some(Cow::Borrowed("day")),
            Some(secs) if secs <= 3 * DAY_SECS => Some(Cow::Borrowed("days")),
            Some(_) => Some(Cow::Borrowed("later")),
            None if grown => Some(Cow::Borrowed("none")),
            None => None,
        },
    ]
}

fn seniority(title: Option<&str>) -> &'static str {
    let Some(title) = title else { return "none" };
    let title = fold(title);
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    // "Vice president" is no president.
    let vice = words.contains(&"vice");
    let found = SENIORITY
        .iter()
        .find(|(level, list)| list.iter().any(|word| words.contains(word) && !(vice && *level == "chief")));
    found.map_or(if vice { "director" } else { "other" }, |(level, _)| level)
}

fn mail(address: Option<&str>) -> &'static str {
    match address.and_then(|address| address.rsplit_once('@')) {
        None => "none",
        Some((_, domain)) if PERSONAL_MAIL.contains(&domain.to_lowercase().as_str()) => "personal",
        Some(_) => "own",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{band, cuts, mail, seniority};

    #[test]
    fn numbers_are_told_by_thirds() {
        let thirds = cuts((1..=9).map(f64::from).collect());
        assert_eq!(thirds, [4.0, 7.0]);
        assert_eq!([3.5, 4.0, 7.0, -1.0].map(|n| band(n, &thirds)), ["..4", "4..7", "7..", "..4"]);
        assert_eq!((cuts(vec![2.0; 40]), cuts(Vec::new())), (vec![], vec![]));
        assert_eq!(band(2.5, &[]), "..");
    }

    proptest! {
        #[test]
        fn every_span_that_is_cut_holds_some(numbers in prop::collection::vec(-1e6f64..1e6, 1..60)) {
            let found = cuts(numbers.clone());
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            let spans: std::collections::BTreeSet<String> = numbers.iter().map(|n| band(*n, &found)).collect();
            prop_assert_eq!(spans.len(), found.len() + 1);
        }
    }

    #[test]
    fn titles_and_addresses_are_read_by_their_words() {
        let of = |title| seniority(Some(title));
        assert_eq!(
            [of("Founder & CEO"), of("Chief Technology Officer"), of("Vice President, Sales")],
            ["owner", "chief", "director"]
        );
        assert_eq!(
            [of("Head of IT"), of("Sales Manager"), of("Überflieger"), of("☎")],
            ["director", "manager", "other", "other"]
        );
        assert_eq!(
            [seniority(None), mail(None), mail(Some("a@GMAIL.com")), mail(Some("a@teak.example"))],
            ["none", "none", "personal", "own"]
        );
    }
}
