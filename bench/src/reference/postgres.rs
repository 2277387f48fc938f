//! The same SQL over tokio-postgres and axum, with nothing around it: no sign-in, no rights, no
//! declarations. What PostgreSQL and the driver alone can do.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use kith_model::{Id, IdSource, SequentialIds, Timestamp};
use serde_json::{Value, json};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row, Statement};

const COLUMNS: &str = "id, version, created_at, updated_at, created_by, title, first_name, last_name, email, \
    other_emails, phone, other_phones, job_title, company_id, address, owner_id, lifecycle, status, source, birthday, \
    last_contacted_at, next_action_at, description, language, channel, interests, email_consent, email_consent_at, \
    email_consent_source, sms_consent, sms_consent_at, sms_consent_source, phone_consent, phone_consent_at, \
    phone_consent_source, tags, custom";

struct Prepared {
    client: Client,
    one: Statement,
    list: Statement,
    search: Statement,
    count: Statement,
    touch: Statement,
    contact: Statement,
    audit: Statement,
    outbox: Statement,
    document: Statement,
    counter: Statement,
}

struct Shared {
    readers: Vec<Prepared>,
    writers: Vec<tokio::sync::Mutex<Prepared>>,
    turn: AtomicUsize,
    made: AtomicU64,
    ids: SequentialIds,
    workspace: Vec<u8>,
    user: Vec<u8>,
    /// What the words of each kind begin with in the index.
    marks: Vec<String>,
}

/// Serves the benchmark's routes.
pub fn serve(port: u16, url: &str, workspace: &str) -> Result<(), Box<dyn Error>> {
    let workspace: Id = workspace.parse()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut shared = Shared {
            readers: Vec::new(),
            writers: Vec::new(),
            turn: AtomicUsize::new(0),
            made: AtomicU64::new(0),
            ids: SequentialIds::starting_at(1 << 52),
            workspace: workspace.as_bytes().to_vec(),
            user: Vec::new(),
            marks: Vec::new(),
        };
        for _ in 0..4 {
            shared.readers.push(connect(url).await?);
        }
        for _ in 0..32 {
            shared.writers.push(tokio::sync::Mutex::new(connect(url).await?));
        }
        let find = "SELECT id FROM \"user\" WHERE workspace_id = $1 LIMIT 1";
        let row = shared.readers[0].client.query_one(find, &[&Raw(&shared.workspace)]).await?;
        shared.user = row.get::<_, Bytes16>(0).0;
        let marks = "SELECT DISTINCT (SELECT substr(d.terms, 1, 1) FROM search_doc AS d \
                     WHERE d.workspace_id = $1 AND d.kind = c.kind LIMIT 1) FROM counter AS c WHERE c.workspace_id = $1";
        let marks = shared.readers[0].client.query(marks, &[&Raw(&shared.workspace)]).await?;
        shared.marks = marks.iter().filter_map(|row| row.get::<_, Option<String>>(0)).collect();
        let app = Router::new()
            .route("/api/v1/contacts/{id}", get(one).patch(update))
            .route("/api/v1/contacts", get(list).post(create))
            .route("/api/v1/search", get(search))
            .route("/api/v1/contacts/aggregate", get(aggregate))
            .route("/", get(|| async { "ready" }))
            .with_state(Arc::new(shared));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        axum::serve(listener, app).await?;
        Ok(())
    })
}

async fn connect(url: &str) -> Result<Prepared, Box<dyn Error>> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    let one = format!("SELECT {COLUMNS} FROM contact WHERE workspace_id = $1 AND id = $2");
    let list = format!(
        "SELECT {COLUMNS} FROM contact WHERE workspace_id = $1 AND deleted_at IS NULL AND lifecycle = 'customer' \
         ORDER BY updated_at DESC, id DESC LIMIT 51"
    );
    let prepared = Prepared {
        one: client.prepare(&one).await?,
        list: client.prepare(&list).await?,
        search: client
            .prepare(
                "SELECT kind, record_id, title FROM search_doc WHERE tsv @@ CAST(CAST($2 AS text) AS tsquery) \
                 AND workspace_id IS NOT DISTINCT FROM $1 ORDER BY record_id DESC LIMIT 60",
            )
            .await?,
        count: client
            .prepare(
                "SELECT value, CAST(sum(n) AS bigint) FROM counter WHERE workspace_id = $1 AND kind = 'contact' AND \
                 field = 'lifecycle' GROUP BY value",
            )
            .await?,
        touch: client
            .prepare(
                "UPDATE contact SET job_title = $3, job_title_fold = $3, version = version + 1, updated_at = now() \
                 WHERE workspace_id = $1 AND id = $2",
            )
            .await?,
        contact: client
            .prepare(
                "INSERT INTO contact (workspace_id, id, version, created_at, updated_at, created_by, title, title_fold, \
                 first_name, first_name_fold, last_name, last_name_fold, email, email_fold, job_title, job_title_fold, \
                 owner_id, lifecycle, status, email_consent, sms_consent, phone_consent) VALUES ($1, $2, 1, now(), \
                 now(), $3, $4, $4, 'Load', 'load', $4, $4, $5, $5, 'Buyer', 'buyer', $3, 'lead', 'active', 'unknown', \
                 'unknown', 'unknown')",
            )
            .await?,
        audit: client
            .prepare(
                "INSERT INTO audit (workspace_id, id, at, actor_id, kind, record_id, record_title, op, changes, version) \
                 VALUES ($1, $2, now(), $3, 'contact', $4, $5, $6, '[{\"field\":\"job_title\",\"old\":null,\"new\":\"Buyer\"}]', 1)",
            )
            .await?,
        outbox: client
            .prepare(
                "INSERT INTO outbox (workspace_id, at, kind, record_id, op, version, changed, actor_id) \
                 VALUES ($1, now(), 'contact', $2, 'create', 1, '[\"job_title\"]', $3)",
            )
            .await?,
        document: client
            .prepare(
                "INSERT INTO search_doc (workspace_id, kind, record_id, owner_id, title, title_terms, terms) \
                 VALUES ($1, 'contact', $2, $3, $4, $4, $5) ON CONFLICT (workspace_id, record_id) DO UPDATE SET \
                 terms = excluded.terms",
            )
            .await?,
        counter: client
            .prepare(
                "INSERT INTO counter AS c VALUES ($1, 'contact', $2, $3, $4, '', 'count', $5, 1, 0) \
                 ON CONFLICT (workspace_id, kind, field, value, owner_id, currency, measure, shard) DO UPDATE SET n = c.n + 1",
            )
            .await?,
        client,
    };
    Ok(prepared)
}

type Answer = Result<axum::response::Response, StatusCode>;

fn failed(error: tokio_postgres::Error) -> StatusCode {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

async fn one(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let reader = shared.reader();
    let id = parse(&id)?;
    let row = reader.client.query_opt(&reader.one, &[&Raw(&shared.workspace), &Raw(&id)]).await.map_err(failed)?;
    let row = row.ok_or(StatusCode::NOT_FOUND)?;
    Ok(body(&contact(&row)))
}

async fn list(State(shared): State<Arc<Shared>>) -> Answer {
    let reader = shared.reader();
    let rows = reader.client.query(&reader.list, &[&Raw(&shared.workspace)]).await.map_err(failed)?;
    Ok(body(&json!({"data": rows.iter().take(50).map(contact).collect::<Vec<_>>(), "page": {"next": null}})))
}

async fn search(State(shared): State<Arc<Shared>>, request: axum::extract::RawQuery) -> Answer {
    let query = request.0.unwrap_or_default();
    let words = query.split('&').find_map(|pair| pair.strip_prefix("q=")).unwrap_or("sharma").replace("%20", " ");
    let all = |mark: &String| {
        let words: Vec<String> = words.split_whitespace().map(|word| format!("'{mark}{word}':*")).collect();
        format!("({})", words.join(" & "))
    };
    let wanted = shared.marks.iter().map(all).collect::<Vec<_>>().join(" | ");
    let reader = shared.reader();
    let rows = reader.client.query(&reader.search, &[&Raw(&shared.workspace), &wanted]).await.map_err(failed)?;
    let hit = |row: &Row| json!({"kind": row.get::<_, &str>(0), "id": id_of(row, 1), "title": row.get::<_, &str>(2)});
    Ok(body(&json!({"data": rows.iter().take(20).map(hit).collect::<Vec<_>>()})))
}

async fn aggregate(State(shared): State<Arc<Shared>>) -> Answer {
    let reader = shared.reader();
    let rows = reader.client.query(&reader.count, &[&Raw(&shared.workspace)]).await.map_err(failed)?;
    let group = |row: &Row| json!({"group": row.get::<_, &str>(0), "count": row.get::<_, i64>(1)});
    Ok(body(&json!({"data": rows.iter().map(group).collect::<Vec<_>>()})))
}

async fn create(State(shared): State<Arc<Shared>>, Json(input): Json<Value>) -> Answer {
    let id = shared.next_id();
    let title = format!("{} {}", input["first_name"].as_str().unwrap_or(""), input["last_name"].as_str().unwrap_or(""));
    let email = input["email"].as_str().unwrap_or("").to_owned();
    let mut writer = shared.writer().await;
    let (w, u, i) = (Raw(&shared.workspace), Raw(&shared.user), Raw(&id));
    let audit = shared.next_id();
    let prepared = &mut *writer;
    let transaction = prepared.client.transaction().await.map_err(failed)?;
    let shard = i64::from(id[15] % 8);
    let terms = format!("{title} {email} buyer").to_lowercase();
    let contact: [&(dyn ToSql + Sync); 5] = [&w, &i, &u, &title, &email];
    let entry: [&(dyn ToSql + Sync); 6] = [&w, &Raw(&audit), &u, &i, &title, &"create"];
    let event: [&(dyn ToSql + Sync); 3] = [&w, &i, &u];
    let document: [&(dyn ToSql + Sync); 5] = [&w, &i, &u, &title, &terms];
    let all: [&(dyn ToSql + Sync); 5] = [&w, &"", &"", &u, &shard];
    let lead: [&(dyn ToSql + Sync); 5] = [&w, &"lifecycle", &"lead", &u, &shard];
    let active: [&(dyn ToSql + Sync); 5] = [&w, &"status", &"active", &u, &shard];
    tokio::try_join!(
        transaction.execute(&prepared.contact, &contact),
        transaction.execute(&prepared.audit, &entry),
        transaction.execute(&prepared.outbox, &event),
        transaction.execute(&prepared.document, &document),
        transaction.execute(&prepared.counter, &all),
        transaction.execute(&prepared.counter, &lead),
        transaction.execute(&prepared.counter, &active),
    )
    .map_err(failed)?;
    transaction.commit().await.map_err(failed)?;
    Ok((StatusCode::CREATED, body(&json!({"id": text_of(&id), "title": title, "email": email}))).into_response())
}

async fn update(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(input): Json<Value>) -> Answer {
    let id = parse(&id)?;
    let title = input["job_title"].as_str().unwrap_or("").to_owned();
    let mut writer = shared.writer().await;
    let (w, u, i) = (Raw(&shared.workspace), Raw(&shared.user), Raw(&id));
    let audit = shared.next_id();
    let prepared = &mut *writer;
    // As Kith does: read the record first, for the audit's old values and the version.
    let before = prepared.client.query_opt(&prepared.one, &[&w, &i]).await.map_err(failed)?;
    before.ok_or(StatusCode::NOT_FOUND)?;
    let transaction = prepared.client.transaction().await.map_err(failed)?;
    let terms = title.to_lowercase();
    let touch: [&(dyn ToSql + Sync); 3] = [&w, &i, &title];
    let entry: [&(dyn ToSql + Sync); 6] = [&w, &Raw(&audit), &u, &i, &title, &"update"];
    let event: [&(dyn ToSql + Sync); 3] = [&w, &i, &u];
    let document: [&(dyn ToSql + Sync); 5] = [&w, &i, &u, &title, &terms];
    tokio::try_join!(
        transaction.execute(&prepared.touch, &touch),
        transaction.execute(&prepared.audit, &entry),
        transaction.execute(&prepared.outbox, &event),
        transaction.execute(&prepared.document, &document),
    )
    .map_err(failed)?;
    transaction.commit().await.map_err(failed)?;
    Ok(body(&json!({"id": text_of(&id), "job_title": title})))
}

impl Shared {
    fn reader(&self) -> &Prepared {
        &self.readers[self.turn.fetch_add(1, Ordering::Relaxed) % self.readers.len()]
    }

    async fn writer(&self) -> tokio::sync::MutexGuard<'_, Prepared> {
        for writer in &self.writers {
            if let Ok(free) = writer.try_lock() {
                return free;
            }
        }
        self.writers[self.turn.fetch_add(1, Ordering::Relaxed) % self.writers.len()].lock().await
    }

    fn next_id(&self) -> Vec<u8> {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        let base = 1_790_000_000_000_000 + i64::from(std::process::id()) * 1_000_000;
        self.ids.next(Timestamp::from_micros(base + made as i64)).as_bytes().to_vec()
    }
}

/// A contact as JSON, columns by their types.
fn contact(row: &Row) -> Value {
    let mut out = serde_json::Map::new();
    for (index, column) in row.columns().iter().enumerate() {
        let value = match *column.type_() {
            Type::UUID => row.get::<_, Option<Bytes16>>(index).map(|id| text_of(&id.0).into()),
            Type::INT8 => row.get::<_, Option<i64>>(index).map(Value::from),
            Type::TIMESTAMPTZ => {
                row.get::<_, Option<Micros>>(index).map(|t| Timestamp::from_micros(t.0).to_string().into())
            }
            Type::JSONB => row.get::<_, Option<Value>>(index),
            Type::DATE => None,
            _ => row.get::<_, Option<&str>>(index).map(Value::from),
        };
        out.insert(column.name().to_owned(), value.unwrap_or(Value::Null));
    }
    Value::Object(out)
}

fn body(value: &Value) -> axum::response::Response {
    ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn parse(id: &str) -> Result<Vec<u8>, StatusCode> {
    id.parse::<Id>().map(|id| id.as_bytes().to_vec()).map_err(|_| StatusCode::NOT_FOUND)
}

fn text_of(id: &[u8]) -> String {
    Id::from_slice(id).map(|id| id.to_string()).unwrap_or_default()
}

fn id_of(row: &Row, index: usize) -> String {
    text_of(&row.get::<_, Bytes16>(index).0)
}

/// A uuid as its bytes.
#[derive(Debug)]
struct Raw<'a>(&'a [u8]);

impl ToSql for Raw<'_> {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<tokio_postgres::types::IsNull, Box<dyn Error + Sync + Send>> {
        out.extend_from_slice(self.0);
        Ok(tokio_postgres::types::IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::UUID
    }

    tokio_postgres::types::to_sql_checked!();
}

struct Bytes16(Vec<u8>);

impl<'a> tokio_postgres::types::FromSql<'a> for Bytes16 {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Bytes16(raw.to_vec()))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::UUID
    }
}

/// Microseconds since 1970, from PostgreSQL's microseconds since 2000.
struct Micros(i64);

impl<'a> tokio_postgres::types::FromSql<'a> for Micros {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Micros(i64::from_be_bytes(raw.try_into()?) + 946_684_800_000_000))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::TIMESTAMPTZ
    }
}
