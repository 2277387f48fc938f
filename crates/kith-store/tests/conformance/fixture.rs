//! A workspace with base records to point at, and records with every field filled by type.

use std::collections::BTreeMap;

use kith_access::{Action, Permit, Scope, decide};
use kith_model::{
    Cursor, Date, Field, FieldSpec, FieldType, Filter, Id, IdSource, Money, OptionDef, PageQuery, Record, RecordKind,
    RecordLink, Schema, SequentialIds, Sort, Timestamp, TrashMode, Value,
};
use kith_store::{Store, WriteSet};
use serde_json::json;

use crate::common::TestDb;

/// 2026-03-29T10:30:00Z: a day on which many European clocks change.
pub const NOW: Timestamp = Timestamp::from_micros(1_774_780_200_000_000);
pub const ZONE: &str = "Europe/Berlin";
pub const REGION: &str = "IN";

pub const TEXTS: [&str; 9] =
    ["Acme", "ACME  corp", "Ácmé Söhne", "100%_a\\b", "Straße", "प्रिया मेनन", "Łódź", "zeta", "O'Neil ? $1"];
const PHONES: [&str; 5] = ["+91 98765 43120", "098765 43121", "98110 22345", "+44 20 7946 0958", "12345"];
const EMAILS: [&str; 4] = ["ann@example.org", "Bob@Example.org", "ann.lee@sub.example.com", "zoë@example.net"];

/// A small generator of numbers that look random and are the same each time.
pub struct Rng(pub u64);

impl Rng {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A workspace.
pub struct Fixture {
    pub store: Store,
    pub workspace: Id,
    pub me: Id,
    pub ids: SequentialIds,
    /// Ids of records to point at, by kind.
    pub base: BTreeMap<&'static str, Vec<Id>>,
    pub scope: Scope,
}

const CHOICES: &[OptionDef] = &[
    OptionDef { value: "red", label: "Red", color: "red" },
    OptionDef { value: "green", label: "Green", color: "green" },
    OptionDef { value: "blue", label: "Blue", color: "blue" },
];

/// A kind's schema with a custom field of every type, where it may have some.
pub fn schema(kind: &'static RecordKind) -> Schema {
    let custom = [
        Field::text("custom.c_text", "").sortable().searchable().def(),
        Field::long_text("custom.c_long", "").def(),
        Field::number("custom.c_number", "").sortable().def(),
        Field::money("custom.c_money", "").sortable().def(),
        Field::date("custom.c_date", "").sortable().def(),
        Field::datetime("custom.c_datetime", "").sortable().def(),
        Field::select("custom.c_select", "", CHOICES).sortable().def(),
        Field::multi_select("custom.c_multi", "", CHOICES).def(),
        Field::boolean("custom.c_boolean", "").def(),
        Field::url("custom.c_url", "").def(),
        Field::email("custom.c_email", "").def(),
        Field::phone("custom.c_phone", "").def(),
        Field::reference("custom.c_user", "", "user").def(),
        Field::text_list("custom.c_list", "").def(),
    ];
    let custom = if kind.custom_fields { custom.iter().map(FieldSpec::declared).collect() } else { Vec::new() };
    Schema::new(kind, custom)
}

pub fn kind(key: &str) -> &'static RecordKind {
    kith_catalog::find_kind(key).expect("a kind")
}

impl Fixture {
    /// A migrated database with one workspace in it.
    pub async fn new(db: &TestDb) -> Fixture {
        let store = db.open().await;
        store.migrate(NOW).await.expect("migrated");
        Fixture::in_store(store, 0).await
    }

    /// A further workspace in the same database.
    pub async fn in_store(store: Store, start: u64) -> Fixture {
        let ids = SequentialIds::starting_at(start);
        let workspace = ids.next(NOW);
        let scope = Scope { time_zone: ZONE.into(), ..Scope::system(workspace) };
        let mut fixture = Fixture { store, workspace, me: workspace, ids, base: BTreeMap::new(), scope };
        let mut firm = Record { id: workspace, ..fixture.blank("Base workspace", 0) };
        for (field, value) in [("currency", "INR"), ("time_zone", ZONE), ("locale", "en")] {
            firm.values.insert(field.into(), Value::Text(value.into()));
        }
        let mut set = fixture.set();
        set.insert(&fixture.permit("workspace", Action::Create), &schema(kind("workspace")), firm);
        fixture.store.commit(set).await.expect("the workspace");
        for key in ["user", "team", "role", "tag", "pipeline", "stage", "company", "contact", "lead", "deal", "note"] {
            let schema = schema(kind(key));
            let mut set = fixture.set();
            let mut made = Vec::new();
            for i in 0..3 {
                let mut record = fixture.blank(&format!("Base {key} {i}"), i);
                for unique in schema.kind.uniques {
                    record.values.insert(unique.field.into(), Value::Text(format!("base-{key}-{i}@kith.test")));
                }
                made.push(record.id);
                set.insert(&fixture.permit(key, Action::Create), &schema, record);
            }
            fixture.store.commit(set).await.expect("base records");
            if key == "user" {
                fixture.me = made[0];
            }
            fixture.base.insert(schema.kind.key, made);
        }
        fixture
    }

    pub fn set(&self) -> WriteSet {
        WriteSet::new(self.workspace, Some(self.me), None, NOW).in_region(REGION).in_zone(ZONE)
    }

    pub fn permit(&self, kind_key: &str, action: Action) -> Permit {
        decide(&self.scope, kind_key, action, kind(kind_key).activity).expect("the system may do everything")
    }

    pub fn read(&self, kind_key: &str) -> Permit {
        self.permit(kind_key, Action::Read)
    }

    pub fn blank(&self, title: &str, i: usize) -> Record {
        let at = NOW.plus_seconds(-(i as i64 / 3) * 3600);
        Record {
            id: self.ids.next(NOW),
            version: 1,
            title: title.to_owned(),
            created_at: at,
            updated_at: at,
            created_by: (self.me != self.workspace).then_some(self.me),
            deleted_at: None,
            values: BTreeMap::new(),
        }
    }

    /// A record with every field filled by its type; `sparse` leaves some empty.
    pub fn record(&self, schema: &Schema, rng: &mut Rng, i: usize, sparse: bool) -> Record {
        let title = format!("{} {}", rng.pick(&TEXTS), rng.below(5));
        let mut record = self.blank(&title, i);
        record.created_by = if rng.below(4) == 0 { None } else { Some(*rng.pick(&self.base["user"])) };
        for spec in schema.fields.iter() {
            let unique = schema.kind.uniques.iter().any(|unique| unique.field == spec.key);
            let value = match () {
                () if schema.kind.numbered == Some(spec.key.as_str()) => Value::Null,
                () if unique && spec.ty == FieldType::Email => Value::Text(format!("u{i}-{}@x.io", rng.below(9))),
                // Unique together with another reference, of which there are too few to draw from.
                () if unique && spec.ty == FieldType::Reference => Value::Null,
                () if unique && spec.ty == FieldType::Date => {
                    Value::Date(Date::from_days_since_epoch(20_000 + i as i32).expect("a day"))
                }
                () if unique => Value::Text(format!("{} no {i}", rng.pick(&TEXTS))),
                () if sparse && rng.below(4) == 0 => Value::Null,
                () => self.value(spec, rng),
            };
            record.values.insert(spec.key.clone(), value);
        }
        record
    }

    /// A value of a field's type.
    pub fn value(&self, spec: &FieldSpec, rng: &mut Rng) -> Value {
        let texts = |rng: &mut Rng, pool: &[&str]| {
            let mut list: Vec<String> = (0..rng.below(4)).map(|_| (*rng.pick(pool)).to_owned()).collect();
            list.dedup();
            Value::Texts(list)
        };
        let options: Vec<&str> = spec.options.iter().map(|option| option.value.as_str()).collect();
        let none = Vec::new();
        let targets = spec.target.as_deref().and_then(|target| self.base.get(target)).unwrap_or(&none);
        match spec.ty {
            FieldType::Text | FieldType::LongText | FieldType::Markdown => Value::Text((*rng.pick(&TEXTS)).to_owned()),
            FieldType::Email => Value::Text((*rng.pick(&EMAILS)).to_owned()),
            FieldType::Phone => Value::Text((*rng.pick(&PHONES)).to_owned()),
            FieldType::Url => Value::Text(format!("https://example.org/{}", rng.below(3))),
            FieldType::Integer => Value::Int(rng.below(5) as i64 - 1),
            FieldType::Number => Value::Real(rng.below(7) as f64 / 2.0 - 1.0),
            FieldType::Money => {
                let currency = ["INR", "USD"][rng.below(2)];
                Value::Money(Money::new(rng.below(4) as i64 * 500, currency).expect("a currency"))
            }
            FieldType::Date => Value::Date(NOW.date_in(ZONE).plus_days(rng.below(9) as i64 - 4)),
            FieldType::DateTime => {
                Value::Time(Timestamp::from_micros(NOW.as_micros() + (rng.below(17) as i64 - 8) * 21_600_000_000 + 1))
            }
            FieldType::Boolean => Value::Bool(rng.below(2) == 0),
            FieldType::Select => Value::Text(rng.pick(&options).to_string()),
            FieldType::MultiSelect => texts(rng, &options),
            FieldType::TextList => texts(rng, &TEXTS),
            FieldType::Reference if targets.is_empty() => Value::Null,
            FieldType::Reference => Value::Id(*rng.pick(targets)),
            FieldType::References => {
                let mut ids: Vec<Id> = targets.iter().copied().filter(|_| rng.below(2) == 0).collect();
                ids.dedup();
                Value::Ids(ids)
            }
            FieldType::Record => {
                let key = *rng.pick(&["deal", "contact", "company"]);
                Value::Link(RecordLink { kind: key.into(), id: *rng.pick(&self.base[key]) })
            }
            FieldType::Address => Value::Json(json!({"street": rng.pick(&TEXTS), "city": rng.pick(&["Köln", "Pune"])})),
            FieldType::Json => Value::Json(json!({"n": rng.below(3), "list": [1, "two", null]})),
        }
    }

    /// Writes `n` records in one set and answers them as they were meant.
    pub async fn fill(&self, schema: &Schema, n: usize, seed: u64, sparse: bool) -> Vec<Record> {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let records: Vec<Record> = (0..n).map(|i| self.record(schema, &mut rng, i, sparse)).collect();
        let mut set = self.set();
        for record in &records {
            set.insert(&self.permit(schema.kind.key, Action::Create), schema, record.clone());
        }
        self.store.commit(set).await.expect("the records are written");
        records
    }

    /// All live records of a kind, base records included.
    pub async fn all(&self, schema: &Schema) -> Vec<Record> {
        let query = PageQuery { limit: 10_000, ..self.query(Filter::all(), "") };
        self.store.list_records(&self.read(schema.kind.key), schema, &query).await.expect("a list")
    }

    pub fn query(&self, filter: Filter, sort: &str) -> PageQuery {
        PageQuery {
            filter,
            words: None,
            sort: Sort(parse_sort(sort)),
            cursor: Cursor::Start,
            limit: 200,
            fields: None,
            include: Vec::new(),
            trash: TrashMode::Live,
            now: NOW,
            time_zone: ZONE.into(),
            me: Some(self.me),
        }
    }
}

fn parse_sort(text: &str) -> Vec<kith_model::SortKey> {
    use kith_model::{Direction, SortKey};
    let key = |part: &str| match part.strip_prefix('-') {
        Some(field) => SortKey { field: field.into(), direction: Direction::Descending },
        None => SortKey { field: part.into(), direction: Direction::Ascending },
    };
    text.split(',').filter(|part| !part.is_empty()).map(key).collect()
}
