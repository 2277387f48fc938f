//! What use cases keep asking about a workspace, read once and kept for a moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use kith_access::{Action, Scope, decide};
use kith_catalog::{campaign, custom_field, exchange_rate, lead, pipeline, scoring_rule, stage, workspace};
use kith_model::{
    Condition, Cursor, ExchangeRates, FieldSpec, FieldType, Filter, Id, InputContext, Op, Operand, OptionSpec,
    PageQuery, Record, RecordKind, Schema, Sort, Timestamp, TrashMode,
};
use kith_store::WriteSet;
use serde_json::Value as Json;

use crate::modules::rates_in;
use crate::modules::sales::scoring::{Model, Rule};
use crate::pdf::NumberStyle;
use crate::{App, AppError};

/// A workspace's settings, custom fields, pipelines, stages and campaigns.
pub struct WorkspaceData {
    /// The workspace's own record.
    pub settings: Record,
    /// Pipelines by position.
    pub pipelines: Vec<Record>,
    /// Stages of all pipelines by position.
    pub stages: Vec<Record>,
    /// The campaigns that a lead can be found to belong to: the general one and those with a tag; all
    /// where something is learnt, which looks at their channels.
    pub campaigns: Vec<Record>,
    /// The scoring rules that count, in their order.
    pub scoring: Vec<Rule>,
    /// What other currencies are worth in the workspace's.
    pub rates: ExchangeRates,
    /// What was learnt from decided leads, where that is wanted.
    pub model: Option<Model>,
    schemas: HashMap<&'static str, Schema>,
    loaded_at: Timestamp,
}

impl WorkspaceData {
    /// A kind with this workspace's own fields.
    pub fn schema(&self, kind: &'static RecordKind) -> Schema {
        self.schemas.get(kind.key).cloned().unwrap_or_else(|| Schema::new(kind, Vec::new()))
    }

    /// What reading values needs to know.
    pub fn input_context(&self) -> InputContext {
        InputContext { region: self.settings.get(&workspace::COUNTRY).unwrap_or_default().to_owned() }
    }

    /// The currency totals are shown in.
    pub fn currency(&self) -> &str {
        self.settings.get(&workspace::CURRENCY).unwrap_or("USD")
    }

    /// The IANA time zone of those who set none.
    pub fn time_zone(&self) -> &str {
        self.settings.get(&workspace::TIME_ZONE).unwrap_or("UTC")
    }

    /// How numbers are written where no browser does it.
    pub fn numbers(&self) -> NumberStyle {
        let text = |field| self.settings.get(field).unwrap_or_default();
        NumberStyle::of(text(&workspace::LOCALE), text(&workspace::COUNTRY))
    }

    /// The month with which the financial year begins, from 1.
    pub fn year_start(&self) -> i64 {
        self.settings.get(&workspace::FISCAL_YEAR_START).unwrap_or(1)
    }

    /// An empty write set in a scope's name, which reads phones and counts days as the workspace does.
    pub(crate) fn write_set(&self, scope: &Scope, now: Timestamp) -> WriteSet {
        let set = WriteSet::new(scope.workspace, scope.user(), scope.job, now);
        set.in_region(&self.input_context().region).in_zone(self.time_zone())
    }

    /// Above which score a lead is hot, and from which it is warm.
    pub fn thresholds(&self) -> (i64, i64) {
        crate::modules::thresholds(&self.settings)
    }

    /// The pipeline new deals go to where nothing else is said.
    pub fn default_pipeline(&self) -> Option<&Record> {
        let marked = self.pipelines.iter().find(|p| p.get(&pipeline::IS_DEFAULT) == Some(true));
        marked.or_else(|| self.pipelines.first())
    }

    /// The live stages of a pipeline, in order.
    pub fn stages_of(&self, pipeline: Id) -> impl Iterator<Item = &Record> {
        self.stages.iter().filter(move |stage| stage.get(&stage::PIPELINE) == Some(pipeline))
    }
}

/// Workspaces read in the last second. What this process changes is dropped at once; what another
/// process changes is noticed within that second.
#[derive(Default)]
pub(crate) struct WorkspaceCache(Mutex<HashMap<Id, Arc<WorkspaceData>>>);

const FRESH_MICROS: i64 = 1_000_000;
const MOST_KEPT: usize = 10_000;

impl WorkspaceCache {
    fn get(&self, id: Id, now: Timestamp) -> Option<Arc<WorkspaceData>> {
        let map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        map.get(&id).filter(|data| now.as_micros() - data.loaded_at.as_micros() < FRESH_MICROS).cloned()
    }

    fn put(&self, id: Id, data: Arc<WorkspaceData>) {
        let mut map = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if map.len() >= MOST_KEPT {
            map.clear();
        }
        map.insert(id, data);
    }

    /// Forgets a workspace, because something it holds has changed.
    pub fn drop_workspace(&self, id: Id) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).remove(&id);
    }
}

/// The workspace's settings, custom fields, pipelines and stages.
pub async fn load(app: &App, workspace: Id) -> Result<Arc<WorkspaceData>, AppError> {
    let now = app.now();
    if let Some(data) = app.workspaces().get(workspace, now) {
        return Ok(data);
    }
    let scope = Scope::system(workspace);
    let permit = decide(&scope, workspace::KIND.key, Action::Read, false)?;
    let own = Schema::new(&workspace::KIND, Vec::new());
    let settings = app.store().find_record(&permit, &own, workspace).await?.ok_or(AppError::NotFound)?;
    let fields = list_all(app, &scope, &custom_field::KIND, Filter::all(), "position").await?;
    let pipelines = list_all(app, &scope, &pipeline::KIND, Filter::all(), "position").await?;
    let stages = list_all(app, &scope, &stage::KIND, Filter::all(), "position").await?;
    let is = |field: &str, op, operand| Filter::Is(Condition { field: field.to_owned(), op, operand });
    let findable = Filter::Or(vec![
        is(campaign::CODE.key(), Op::Eq, Operand::One(campaign::GENERAL_CODE.into())),
        is(campaign::UTM_CAMPAIGN.key(), Op::NotEmpty, Operand::None),
    ]);
    let model = Model::read(&settings);
    let wanted = if model.is_some() { Filter::all() } else { findable };
    let campaigns = list_all(app, &scope, &campaign::KIND, wanted, "id").await?;
    let mut custom: HashMap<&'static str, Vec<FieldSpec>> = HashMap::new();
    for field in &fields {
        let kind = field.get(&custom_field::RECORD_KIND).and_then(kith_catalog::find_kind);
        if let (Some(kind), Some(spec)) = (kind, custom_spec(field)) {
            custom.entry(kind.key).or_default().push(spec);
        }
    }
    let kinds = kith_catalog::KINDS.into_iter();
    let mut schemas: HashMap<&'static str, Schema> =
        kinds.map(|kind| (kind.key, Schema::new(kind, custom.remove(kind.key).unwrap_or_default()))).collect();
    if let (Some(leads), Some(stages)) = (schemas.get_mut(lead::KIND.key), settings.get(&workspace::LEAD_STAGES)) {
        *leads = with_options(leads, lead::STAGE.key(), &option_specs(stages));
    }
    let rules = list_all(app, &scope, &scoring_rule::KIND, Filter::all(), "position").await?;
    let leads = schemas.get(lead::KIND.key);
    let scoring = leads.map(|leads| rules.iter().filter_map(|rule| Rule::read(leads, rule)).collect());
    let scoring = scoring.unwrap_or_default();
    let rates = list_all(app, &scope, &exchange_rate::KIND, Filter::all(), "id").await?;
    let rates = rates_in(settings.get(&workspace::CURRENCY).unwrap_or("USD"), &rates);
    let loaded_at = now;
    let data = WorkspaceData { settings, pipelines, stages, campaigns, scoring, rates, model, schemas, loaded_at };
    let data = Arc::new(data);
    app.workspaces().put(workspace, data.clone());
    Ok(data)
}

/// A schema in which a field has the workspace's own choices.
fn with_options(schema: &Schema, key: &str, options: &[OptionSpec]) -> Schema {
    let own = |spec: &FieldSpec| match spec.key == key {
        true => FieldSpec { options: options.to_vec(), ..spec.clone() },
        false => spec.clone(),
    };
    Schema { fields: schema.fields.iter().map(own).collect(), ..schema.clone() }
}

/// Choices as they are kept: `[{"value", "label", "color"}]`.
pub(crate) fn option_specs(json: &Json) -> Vec<OptionSpec> {
    let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
    let options = json.as_array().map(Vec::as_slice).unwrap_or_default();
    let spec = |json: &Json| {
        let value = text(json, "value")?;
        let (label, color) = (text(json, "label"), text(json, "color"));
        Some(OptionSpec {
            label: label.unwrap_or_else(|| value.clone()),
            color: color.unwrap_or_else(|| "gray".into()),
            value,
        })
    };
    options.iter().filter_map(spec).collect()
}

/// A kind's schema in the scope's workspace.
pub async fn schema(app: &App, scope: &Scope, kind: &'static RecordKind) -> Result<Schema, AppError> {
    Ok(load(app, scope.workspace).await?.schema(kind))
}

/// The field that a custom field's record declares.
pub(crate) fn custom_spec(record: &Record) -> Option<FieldSpec> {
    let ty = FieldType::from_name(record.get(&custom_field::FIELD_TYPE)?)?;
    let options = record.get(&custom_field::OPTIONS).map(option_specs).unwrap_or_default();
    Some(FieldSpec {
        key: format!("custom.{}", record.get(&custom_field::KEY)?),
        label: record.get(&custom_field::LABEL).unwrap_or_default().to_owned(),
        ty,
        required: record.get(&custom_field::REQUIRED).unwrap_or(false),
        read_only: false,
        filterable: true,
        sortable: !ty.is_list(),
        searchable: ty.is_text(),
        aggregatable: matches!(
            ty,
            FieldType::Select | FieldType::Number | FieldType::Money | FieldType::Boolean | FieldType::Reference
        ),
        max_length: match ty {
            FieldType::LongText => 10_000,
            FieldType::Url => 2_000,
            FieldType::Email => 254,
            FieldType::Phone => 40,
            FieldType::MultiSelect => 50,
            _ => 500,
        },
        min: None,
        max: None,
        options,
        target: record.get(&custom_field::TARGET).map(str::to_owned),
        group: "custom".into(),
        default: None,
        folded: false,
    })
}

/// Every live record of a kind that matches, read page by page; for kinds that stay small.
pub(crate) async fn list_all(
    app: &App,
    scope: &Scope,
    kind: &'static RecordKind,
    filter: Filter,
    sort: &str,
) -> Result<Vec<Record>, AppError> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity)?;
    let schema = Schema::new(kind, Vec::new());
    let mut query = PageQuery {
        filter,
        words: None,
        sort: Sort::default(),
        cursor: Cursor::Start,
        limit: 200,
        fields: None,
        include: Vec::new(),
        trash: TrashMode::Live,
        now: app.now(),
        time_zone: scope.time_zone.clone(),
        me: scope.user(),
    };
    let mut out = Vec::new();
    loop {
        let page = app.store().list_records(&permit, &schema, &query).await?;
        let full = page.len() == query.limit as usize;
        if let Some(last) = page.last() {
            query.cursor = Cursor::After(kith_model::Position { values: Vec::new(), id: last.id });
        }
        out.extend(page);
        if !full {
            break;
        }
    }
    if sort == "position" {
        let position = |record: &Record| match record.value("position") {
            kith_model::Value::Int(n) => *n,
            _ => 0,
        };
        out.sort_by_key(|record| (position(record), record.id));
    } else {
        out.sort_by_cached_key(|record| (kith_model::fold(&record.title), record.id));
    }
    Ok(out)
}
