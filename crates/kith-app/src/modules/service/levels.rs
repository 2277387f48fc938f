//! What a workspace promises: how soon a ticket is answered and settled, by its priority, and when it
//! works.

use kith_catalog::workspace::SERVICE_LEVELS;
use kith_model::Date;
use serde_json::{Map, Value as Json, json};

use super::hours::Hours;
use crate::workspace::WorkspaceData;

/// The promises of one priority, in minutes of business.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Policy {
    pub first_response: Option<i64>,
    pub resolution: Option<i64>,
}

/// What a workspace promises.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ServiceLevels {
    policies: [Policy; 4],
    pub hours: Hours,
    /// So many minutes before it is due, whoever looks after it is warned.
    pub warn_minutes: i64,
}

const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// The longest promise, in minutes: three months of days and nights.
const LONGEST: i64 = 90 * 24 * 60;
const MOST_HOLIDAYS: usize = 200;
const MOST_SPANS: usize = 6;
const WARN_MINUTES: i64 = 30;

impl ServiceLevels {
    /// Those of a workspace; `None` where it promises nothing.
    pub fn of(data: &WorkspaceData) -> Option<ServiceLevels> {
        let json = data.settings.get(&SERVICE_LEVELS)?;
        let mut levels = read(json).ok()?;
        levels.hours.zone = data.time_zone().to_owned();
        (levels.policies != [Policy::default(); 4]).then_some(levels)
    }

    /// The promises of a priority.
    pub fn policy(&self, priority: Option<&str>) -> Policy {
        let place = PRIORITIES.iter().position(|name| Some(*name) == priority);
        place.map(|place| self.policies[place]).unwrap_or_default()
    }
}

/// The setting in the form it is kept in, or what is wrong with it.
pub(in crate::modules) fn checked(json: &Json) -> Result<Json, String> {
    let levels = read(json)?;
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    let policies: Map<String, Json> = PRIORITIES
        .iter()
        .zip(&levels.policies)
        .map(|(name, policy)| {
            let policy = json!({"first_response": policy.first_response, "resolution": policy.resolution});
            ((*name).to_owned(), policy)
        })
        .collect();
    let hours: Map<String, Json> = DAYS
        .iter()
        .zip(&levels.hours.days)
        .map(|(name, spans)| {
            let spans: Vec<Json> = spans.iter().map(|(from, to)| json!([clock(*from), clock(*to)])).collect();
            ((*name).to_owned(), spans.into())
        })
        .collect();
    Ok(json!({
        "policies": policies, "hours": hours, "holidays": levels.hours.holidays,
        "warn_minutes": levels.warn_minutes,
    }))
}

/// Reads `{"policies": {"high": {"first_response", "resolution"}}, "hours": {"monday": [["09:00", "17:00"]]},
/// "holidays": ["2026-12-25"], "warn_minutes"}`.
fn read(json: &Json) -> Result<ServiceLevels, String> {
    const KEYS: [&str; 4] = ["policies", "hours", "holidays", "warn_minutes"];
    let object = json.as_object().ok_or("This takes an object.")?;
    if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("There is no \"{key}\" here."));
    }
    let mut levels = ServiceLevels { warn_minutes: WARN_MINUTES, ..ServiceLevels::default() };
    for (name, policy) in members(object, "policies")? {
        let place = PRIORITIES.iter().position(|known| *known == name);
        let place = place.ok_or_else(|| format!("There is no priority \"{name}\"."))?;
        let policy = policy.as_object().ok_or("A policy is an object.")?;
        levels.policies[place] =
            Policy { first_response: minutes(policy, "first_response")?, resolution: minutes(policy, "resolution")? };
    }
    for (name, spans) in members(object, "hours")? {
        let place = DAYS.iter().position(|known| *known == name);
        let place = place.ok_or_else(|| format!("There is no day \"{name}\"."))?;
        levels.hours.days[place] = spans_of(name, spans)?;
    }
    let holidays = object.get("holidays").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    if holidays.len() > MOST_HOLIDAYS {
        return Err(format!("At most {MOST_HOLIDAYS} holidays fit here."));
    }
    for day in holidays {
        let day: Option<Date> = day.as_str().and_then(|day| day.parse().ok());
        levels.hours.holidays.insert(day.ok_or("A holiday is a date such as 2026-12-25.")?);
    }
    if let Some(warn) = object.get("warn_minutes") {
        let warn = warn.as_i64().filter(|warn| (0..=24 * 60).contains(warn));
        levels.warn_minutes = warn.ok_or("Warnings come at most a day before.")?;
    }
    Ok(levels)
}

fn members<'a>(object: &'a Map<String, Json>, key: &str) -> Result<Vec<(&'a str, &'a Json)>, String> {
    match object.get(key) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Object(map)) => Ok(map.iter().map(|(name, value)| (name.as_str(), value)).collect()),
        Some(_) => Err(format!("\"{key}\" takes an object.")),
    }
}

fn minutes(policy: &Map<String, Json>, key: &str) -> Result<Option<i64>, String> {
    match policy.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(json) => {
            let minutes = json.as_i64().filter(|minutes| (1..=LONGEST).contains(minutes));
            minutes.map(Some).ok_or_else(|| format!("A promise is between 1 and {LONGEST} minutes."))
        }
    }
}

fn spans_of(day: &str, json: &Json) -> Result<Vec<(i64, i64)>, String> {
    let wrong = || format!("The hours of {day} are a list of pairs such as [\"09:00\", \"17:00\"].");
    let list = json.as_array().filter(|list| list.len() <= MOST_SPANS).ok_or_else(wrong)?;
    let mut spans = Vec::with_capacity(list.len());
    for pair in list {
        let pair = pair.as_array().filter(|pair| pair.len() == 2).ok_or_else(wrong)?;
        let (from, to) = (clock(&pair[0]).ok_or_else(wrong)?, clock(&pair[1]).ok_or_else(wrong)?);
        if from >= to {
            return Err(format!("The hours of {day} end before they begin."));
        }
        spans.push((from, to));
    }
    spans.sort_unstable();
    match spans.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        true => Err(format!("The hours of {day} overlap.")),
        false => Ok(spans),
    }
}

/// Minutes from midnight; `24:00` is the end of the day.
fn clock(json: &Json) -> Option<i64> {
    let (hour, minute) = json.as_str()?.split_once(':')?;
    let number =
        |text: &str| text.parse::<i64>().ok().filter(|_| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()));
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && (hour < 24 || (hour, minute) == (24, 0))).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_kept_as_it_is_meant() {
        let json = json!({
            "policies": {"high": {"first_response": 60, "resolution": 480}},
            "hours": {"monday": [["13:00", "24:00"], ["09:00", "12:30"]]}, "holidays": ["2026-12-25"],
        });
        let kept = checked(&json).expect("right");
        assert_eq!(kept["policies"]["low"], json!({"first_response": null, "resolution": null}));
        assert_eq!(kept["hours"]["monday"], json!([["09:00", "12:30"], ["13:00", "24:00"]]));
        assert_eq!((&kept["holidays"], &kept["warn_minutes"]), (&json!(["2026-12-25"]), &json!(30)));
        assert_eq!(checked(&kept).expect("right"), kept);
    }

    #[test]
    fn nonsense_is_refused() {
        let wrong = [
            json!([]),
            json!({"policy": {}}),
            json!({"policies": {"dire": {}}}),
            json!({"policies": {"low": {"first_response": 0}}}),
            json!({"policies": {"low": {"resolution": 1e12}}}),
            json!({"hours": {"monday": [["9:00", "17:00"]]}}),
            json!({"hours": {"monday": [["17:00", "09:00"]]}}),
            json!({"hours": {"monday": [["09:00", "12:00"], ["11:00", "13:00"]]}}),
            json!({"hours": {"monday": [["09:00", "24:01"]]}}),
            json!({"hours": {"someday": []}}),
            json!({"holidays": ["2026-02-30"]}),
            json!({"warn_minutes": -1}),
        ];
        for json in wrong {
            assert!(checked(&json).is_err(), "{json}");
        }
    }
}
