//! Everything a client needs before its first screen, in one answer.

use kith_access::{Action, FieldMask, Scope, decide};
use kith_catalog::{KINDS, pipeline, role, stage, tag, team, user, workspace as workspace_kind};
use kith_model::{FieldSpec, Filter, Record, RecordKind};
use serde_json::{Value as Json, json};

use crate::workspace::{self, WorkspaceData, list_all};
use crate::{App, AppError};

/// The bootstrap of a signed-in caller. `setup` is what a caller who is not signed in gets too.
pub async fn bootstrap(app: &App, scope: &Scope, setup: Json) -> Result<Json, AppError> {
    // Read before all else: whatever changes from here on is told to whoever follows from this event.
    let event_id = crate::live::present_id(app).await?;
    let data = workspace::load(app, scope.workspace).await?;
    let system = Scope::system(scope.workspace);
    let users = list_all(app, &system, &user::KIND, Filter::all(), "title").await?;
    let roles = list_all(app, &system, &role::KIND, Filter::all(), "title").await?;
    let tags = list_all(app, &system, &tag::KIND, Filter::all(), "title").await?;
    let teams = match decide(scope, team::KIND.key, Action::Read, team::KIND.activity) {
        Ok(_) => list_all(app, scope, &team::KIND, Filter::all(), "title").await?,
        Err(_) => Vec::new(),
    };
    let me = users.iter().find(|user| Some(user.id) == scope.user()).ok_or(AppError::Unauthenticated)?;
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "setup": setup,
        "event_id": event_id,
        "me": me_json(scope, me, &roles, &data),
        "workspace": workspace_json(&data),
        "users": users.iter().map(user_json).collect::<Vec<_>>(),
        "teams": teams.iter().map(|team| json!({"id": team.id, "title": team.title})).collect::<Vec<_>>(),
        "tags": tags.iter().map(tag_json).collect::<Vec<_>>(),
        "pipelines": data.pipelines.iter().map(|pipeline| pipeline_json(&data, pipeline)).collect::<Vec<_>>(),
        "kinds": KINDS.into_iter().filter(|kind| !kind.echo).filter_map(|kind| kind_json(scope, &data, kind)).collect::<Vec<_>>(),
    }))
}

/// The bootstrap of a caller who is not signed in.
pub fn anonymous(setup: Json) -> Json {
    json!({
        "version": env!("CARGO_PKG_VERSION"), "setup": setup, "event_id": null, "me": null, "workspace": null,
        "users": [], "teams": [], "tags": [], "pipelines": [], "kinds": [],
    })
}

fn me_json(scope: &Scope, me: &Record, roles: &[Record], data: &WorkspaceData) -> Json {
    let held = me.get(&user::ROLES).unwrap_or_default();
    let roles = roles.iter().filter(|role| held.contains(&role.id));
    let roles: Vec<Json> =
        roles.map(|role| json!({"id": role.id, "key": role.get(&role::KEY), "title": role.title})).collect();
    let locale = me.get(&user::LOCALE).or_else(|| data.settings.get(&workspace_kind::LOCALE)).unwrap_or("en");
    json!({
        "id": me.id, "name": me.title, "email": me.get(&user::EMAIL), "locale": locale,
        "time_zone": scope.time_zone, "theme": me.get(&user::THEME).unwrap_or("system"),
        "avatar_hue": avatar_hue(me), "picture": me.get(&user::PICTURE), "away_until": me.get(&user::AWAY_UNTIL), "roles": roles, "is_admin": scope.grants.admin,
        "team_user_ids": scope.team_user_ids,
    })
}

fn workspace_json(data: &WorkspaceData) -> Json {
    let settings = &data.settings;
    json!({
        "id": settings.id, "name": settings.title,
        "currency": settings.get(&workspace_kind::CURRENCY), "time_zone": settings.get(&workspace_kind::TIME_ZONE),
        "locale": settings.get(&workspace_kind::LOCALE), "country": settings.get(&workspace_kind::COUNTRY),
        "fiscal_year_start": data.year_start(), "logo": settings.get(&workspace_kind::LOGO),
        "sample_data": settings.get(&workspace_kind::SAMPLE_DATA).unwrap_or(false),
    })
}

fn user_json(record: &Record) -> Json {
    json!({
        "id": record.id, "title": record.title, "email": record.get(&user::EMAIL),
        "status": record.get(&user::STATUS), "avatar_hue": avatar_hue(record),
        "picture": record.get(&user::PICTURE),
    })
}

/// The chosen hue, else one spread by the id, so that colleagues differ.
fn avatar_hue(record: &Record) -> i64 {
    const HUES: [i64; 8] = [25, 60, 105, 150, 195, 235, 285, 340];
    let spread = usize::from(record.id.as_bytes()[15]) % HUES.len();
    record.get(&user::AVATAR_HUE).unwrap_or(HUES[spread])
}

fn tag_json(record: &Record) -> Json {
    json!({"id": record.id, "title": record.title, "color": record.get(&tag::COLOR).unwrap_or("gray")})
}

fn pipeline_json(data: &WorkspaceData, record: &Record) -> Json {
    let stages: Vec<Json> = data
        .stages_of(record.id)
        .map(|stage| {
            json!({
                "id": stage.id, "title": stage.title, "kind": stage.get(&stage::STAGE_KIND),
                "probability": stage.get(&stage::PROBABILITY), "color": stage.get(&stage::COLOR).unwrap_or("gray"),
                "position": stage.get(&stage::POSITION), "rotting_days": stage.get(&stage::ROTTING_DAYS),
            })
        })
        .collect();
    let is_default = data.default_pipeline().is_some_and(|default: &Record| default.id == record.id);
    json!({"id": record.id, "title": record.get(&pipeline::NAME), "is_default": is_default, "stages": stages})
}

/// A kind as the caller sees it; `None` where the caller may not read it at all.
fn kind_json(scope: &Scope, data: &WorkspaceData, kind: &'static RecordKind) -> Option<Json> {
    let permit = decide(scope, kind.key, Action::Read, kind.activity).ok()?;
    let schema = data.schema(kind);
    let mask = permit.mask();
    let shown = |keys: &[&str]| -> Vec<String> {
        keys.iter().filter(|key| !mask.hidden.contains(**key)).map(|key| (*key).to_owned()).collect()
    };
    let fields: Vec<Json> = schema
        .fields
        .iter()
        .chain(schema.common.iter().filter(|field| field.key != "id"))
        .filter(|field| !mask.hidden.contains(&field.key) && !field.is_internal())
        .map(|field| field_json(field, mask))
        .collect();
    Some(json!({
        "key": kind.key, "plural": kind.plural, "label": kind.label, "label_plural": kind.label_plural,
        "icon": kind.icon, "group": kind.group, "title_fields": shown(kind.title), "subtitle_fields": shown(kind.subtitle),
        "default_columns": shown(kind.default_columns), "default_sort": kind.default_sort,
        "create_fields": shown(kind.create_fields), "owner_field": kind.owner_field,
        "capabilities": capabilities(kind), "rights": rights(scope, kind), "fields": fields,
    }))
}

fn capabilities(kind: &RecordKind) -> Vec<&'static str> {
    let all = [
        ("table", true),
        ("page", kind.page),
        ("timeline", kind.page),
        ("activity", kind.activity),
        ("search", kind.in_search),
        ("export", kind.exportable),
        ("import", kind.importable),
        ("trash", kind.key != "workspace" && !kind.kept),
        ("bulk", kind.group != "system"),
        ("part", kind.part_of.is_some()),
        ("custom_fields", kind.custom_fields),
        ("owner", kind.owner_field.is_some()),
        ("tags", kind.taggable),
    ];
    all.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
}

fn rights(scope: &Scope, kind: &RecordKind) -> Json {
    let reads = |action: Action| matches!(action, Action::Read | Action::Export);
    let reach = |action: Action| match scope.grants.admin {
        _ if kind.kept && !reads(action) => "none",
        true => "all",
        false => scope.grants.kinds.get(kind.key).map_or("none", |grants| grants.reach(action).name()),
    };
    Action::ALL.into_iter().map(|action| (action.name().to_owned(), Json::from(reach(action)))).collect()
}

fn field_json(field: &FieldSpec, mask: &FieldMask) -> Json {
    let options: Vec<Json> = field
        .options
        .iter()
        .map(|option| json!({"value": option.value, "label": option.label, "color": option.color}))
        .collect();
    json!({
        "key": field.key, "label": field.label, "type": field.ty.name(), "required": field.required,
        "read_only": field.read_only, "custom": field.custom_key().is_some(), "filterable": field.filterable,
        "sortable": field.sortable, "searchable": field.searchable, "aggregatable": field.aggregatable,
        "operators": field.operators().iter().map(|op| op.name()).collect::<Vec<_>>(), "options": options,
        "target": field.target, "max_length": (field.max_length > 0).then_some(field.max_length),
        "min": field.min, "max": field.max, "group": field.group, "default": field.default,
        "access": if mask.read_only.contains(&field.key) { "read" } else { "write" },
    })
}
