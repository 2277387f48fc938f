//! The use cases together on an SQLite file; the same is tested over HTTP on both engines.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use kith_access::{Action, Scope, decide};
use kith_app::auth::{self, Client, Credentials, Registration};
use kith_app::import::{Duplicates, ImportOptions, import_file};
use kith_app::ports::{
    BlobError, BlobStore, BoxFuture, ByteStream, Carrier, KeyStream, Mail, MailError, MailFolder, MailReader,
    MailServer, MailTrouble, Mailer, Ports, Push, PushError, PushKey, PushTarget, PushTrouble, Pusher, TextMessage,
    Texter, TroubleWith,
};
use kith_app::records::{self, BulkAction, BulkRequest};
use kith_app::{App, AppConfig, AppError, PasswordCost, sample};
use kith_catalog::{contact, deal, enrolment, lead, sequence, stage, task, user, workspace};
use kith_model::{
    Cursor, Filter, FixedClock, Id, PageQuery, RandomIds, Record, RecordKind, Schema, Sort, Timestamp, TrashMode,
};
use kith_store::{Engine, JobStatus, Store, StoreConfig, WriteSet};
use serde_json::{Map, Value as Json, json};

#[derive(Default)]
struct Kept(Mutex<Vec<Mail>>);

impl Mailer for Kept {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
        _: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        self.0.lock().expect("mails").push(mail.clone());
        hand_over
    }

    fn test<'a>(&'a self, _: &'a MailServer) -> BoxFuture<'a, Result<(), MailTrouble>> {
        Box::pin(async { Ok(()) })
    }
}

/// Nobody reads mail here.
impl MailReader for Kept {
    fn open<'a>(&'a self, _: &'a MailServer, _: &'a str) -> BoxFuture<'a, Result<Box<dyn MailFolder>, MailTrouble>> {
        Box::pin(async { Err(MailTrouble { with: TroubleWith::Host, message: "nobody answers".into() }) })
    }
}

/// Nobody is sent a text message here.
impl Texter for Kept {
    fn send<'a>(
        &'a self,
        _: &'a TextMessage,
        _: &'a Carrier,
        _: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        Box::pin(async { Err(MailError::Never("nobody answers".into())) })
    }
}

impl Pusher for Kept {
    fn new_key(&self) -> PushKey {
        PushKey { public: String::new(), secret: String::new() }
    }

    fn check(&self, _: &PushTarget) -> Result<(), PushTrouble> {
        Err(PushTrouble { field: "endpoint", message: "nobody answers".into() })
    }

    fn push<'a>(&'a self, _: &'a Push, _: &'a PushTarget, _: &'a PushKey) -> BoxFuture<'a, Result<(), PushError>> {
        Box::pin(async { Err(PushError::Gone) })
    }
}

/// Nothing here keeps a file.
struct NoBlobs;

impl BlobStore for NoBlobs {
    fn put<'a>(&'a self, _: &'a str, _: ByteStream) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async { Err(BlobError::Missing) })
    }

    fn copy<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async { Err(BlobError::Missing) })
    }

    fn read<'a>(&'a self, _: &'a str, _: Range<u64>) -> BoxFuture<'a, Result<ByteStream, BlobError>> {
        Box::pin(async { Err(BlobError::Missing) })
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), BlobError>> {
        Box::pin(async { Ok(()) })
    }

    fn list(&self, _: &str) -> KeyStream {
        Box::pin(futures_util::stream::empty())
    }
}

struct Setting {
    app: App,
    clock: Arc<FixedClock>,
    mails: Arc<Kept>,
    scope: Arc<Scope>,
    folder: tempfile::TempDir,
}

const PASSWORD: &str = "violet-Tram-88-soup";

async fn setting() -> Setting {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = Engine::Sqlite(folder.path().join("kith.db"));
    let store = Store::open(&StoreConfig { engine, readers: 2, scan_timeout_ms: 10_000, kinds: &kith_catalog::KINDS })
        .await
        .expect("store");
    let start: Timestamp = "2026-04-01T08:00:00Z".parse().expect("time");
    store.migrate(start).await.expect("migrations");
    let (clock, mails) = (Arc::new(FixedClock::at(start)), Arc::new(Kept::default()));
    let mut config = AppConfig::new("https://kith.test", folder.path());
    config.password_cost = PasswordCost { memory_kib: 64, passes: 1 };
    let ports = Ports {
        mailer: mails.clone(),
        mail_reader: mails.clone(),
        texter: mails.clone(),
        pusher: mails.clone(),
        blobs: Arc::new(NoBlobs),
        scanner: None,
    };
    let app = App::new(store, clock.clone(), Arc::new(RandomIds::default()), ports, config);
    let registration = Registration {
        workspace: "Banyan Works".into(),
        name: "Ananya Iyer".into(),
        email: "ananya@banyanworks.in".into(),
        password: PASSWORD.into(),
        currency: Some("INR".into()),
        time_zone: Some("Asia/Kolkata".into()),
        locale: None,
        country: None,
        sample_data: None,
    };
    let signed_in = auth::register(&app, &registration, &Client::default()).await.expect("registered");
    let caller = auth::authenticate(&app, &signed_in.tokens.access_token).await.expect("signed in");
    Setting { app, clock, mails, scope: caller.scope, folder }
}

impl Setting {
    async fn create(&self, kind: &'static RecordKind, body: Json) -> Json {
        self.try_create(kind, body).await.expect("created")
    }

    async fn try_create(&self, kind: &'static RecordKind, body: Json) -> Result<Json, AppError> {
        let body = body.as_object().cloned().expect("an object");
        records::create(&self.app, &self.scope, kind, &body, None).await.map(|saved| saved.json)
    }

    async fn get(&self, kind: &'static RecordKind, json: &Json) -> Json {
        let fetched = records::get(&self.app, &self.scope, kind, id(json), &[]).await.expect("there");
        serde_json::from_slice(&fetched.json).expect("JSON")
    }
}

fn id(json: &Json) -> Id {
    json["id"].as_str().expect("an id").parse().expect("an id")
}

fn body(json: Json) -> Map<String, Json> {
    json.as_object().cloned().expect("an object")
}

#[tokio::test]
async fn what_is_answered_after_writing_is_what_is_read() {
    let s = setting().await;
    let made = s.create(&contact::KIND, json!({"first_name": "Priya", "phone": "098220 77551"})).await;
    assert_eq!(made, s.get(&contact::KIND, &made).await);
    let made = s.create(&lead::KIND, json!({"first_name": "Rahul", "score": 72})).await;
    assert_eq!(made["temperature"], "hot");
    assert_eq!(made, s.get(&lead::KIND, &made).await);
}

#[tokio::test]
async fn a_deal_follows_its_stage() {
    let s = setting().await;
    let money = json!({"amount": 85_000, "currency": "INR"});
    let made = s.create(&deal::KIND, json!({"name": "Rollout", "amount": money})).await;
    assert_eq!((&made["status"], &made["probability"]), (&json!("open"), &json!(10)));
    assert_eq!(made["weighted_amount"]["amount"], 8_500);
    let data = kith_app::workspace::load(&s.app, s.scope.workspace).await.expect("data");
    let won = data.stages.iter().find(|stage| stage.get(&stage::STAGE_KIND) == Some("won")).expect("a won stage");
    let change = body(json!({"stage_id": won.id}));
    let moved = records::update(&s.app, &s.scope, &deal::KIND, id(&made), &change, Some(1)).await.expect("moved").json;
    assert_eq!((&moved["status"], &moved["probability"]), (&json!("won"), &json!(100)));
    assert!(moved["closed_at"].is_string());
    let stale = records::update(&s.app, &s.scope, &deal::KIND, id(&made), &change, Some(1)).await;
    assert!(matches!(stale, Err(AppError::VersionConflict(conflict)) if conflict.version == 2));
}

#[tokio::test]
async fn tasks_say_what_is_next() {
    let s = setting().await;
    let lead = s.create(&lead::KIND, json!({"first_name": "Mohan"})).await;
    let about = json!({"kind": "lead", "id": lead["id"]});
    let task = |name: &str, due: &str| json!({"name": name, "due_at": due, "record": about});
    s.create(&task::KIND, task("later", "2026-04-09T10:00:00Z")).await;
    let soon = s.create(&task::KIND, task("soon", "2026-04-02T10:00:00Z")).await;
    assert_eq!(s.get(&lead::KIND, &lead).await["next_action_at"], "2026-04-02T10:00:00Z");
    let done = body(json!({"status": "completed"}));
    records::update(&s.app, &s.scope, &task::KIND, id(&soon), &done, None).await.expect("done");
    assert_eq!(s.get(&lead::KIND, &lead).await["next_action_at"], "2026-04-09T10:00:00Z");
}

#[tokio::test]
async fn a_bulk_change_is_undone_where_nobody_touched_it_since() {
    let s = setting().await;
    let mut made = Vec::new();
    for name in ["Aarav", "Priya", "Rahul"] {
        made.push(s.create(&lead::KIND, json!({"first_name": name, "stage": "new"})).await);
    }
    let request = BulkRequest {
        action: BulkAction::Update,
        ids: Some(made.iter().map(id).collect()),
        filter: None,
        q: None,
        except: Vec::new(),
        changes: body(json!({"stage": "contacted"})),
    };
    let job = records::start_bulk(&s.app, &s.scope, &lead::KIND, request, None).await.expect("started");
    assert_eq!((job.status, job.result), (JobStatus::Succeeded, Some(json!({"done": 3, "failed": 0, "errors": []}))));
    let touched = body(json!({"score": 50}));
    records::update(&s.app, &s.scope, &lead::KIND, id(&made[0]), &touched, None).await.expect("touched");
    let undo = records::start_undo(&s.app, &s.scope, job.new.id).await.expect("undone");
    assert_eq!(undo.result, Some(json!({"undone": 2, "skipped": 1})), "{:?}", undo.error);
    assert_eq!(s.get(&lead::KIND, &made[1]).await["stage"], "new");
    assert_eq!(s.get(&lead::KIND, &made[0]).await["stage"], "contacted");
}

#[tokio::test]
async fn somebody_is_invited_and_suspended() {
    let s = setting().await;
    let invitation = auth::Invitation {
        email: "ravi@banyanworks.in".into(),
        name: Some("Ravi".into()),
        role_ids: Vec::new(),
        team_ids: Vec::new(),
    };
    let invited = auth::invite(&s.app, &s.scope, &invitation).await.expect("invited");
    s.app.drain_jobs().await.expect("drained");
    let text = s.mails.0.lock().expect("mails")[0].text.clone();
    let token = text.split("/invite/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    let client = Client::default();
    let accepted = auth::accept_invitation(&s.app, token, "Ravi Das", PASSWORD, &client).await.expect("accepted");
    let token = accepted.tokens.access_token.clone();
    assert!(auth::authenticate(&s.app, &token).await.is_ok());
    let suspend = body(json!({"status": "suspended"}));
    records::update(&s.app, &s.scope, &user::KIND, invited.id, &suspend, None).await.expect("suspended");
    assert!(auth::authenticate(&s.app, &token).await.is_err());
    let credentials = Credentials { email: "ravi@banyanworks.in".into(), password: PASSWORD.into() };
    assert!(matches!(auth::sign_in(&s.app, &credentials, &client).await, Err(AppError::Suspended)));
    let me = s.scope.user().expect("me");
    let last = records::update(&s.app, &s.scope, &user::KIND, me, &suspend, None).await;
    assert!(matches!(last, Err(AppError::Conflict(_))), "the last administrator stays");
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_answer_can_get_lost() {
    let s = setting().await;
    let credentials = Credentials { email: "Ananya@BanyanWorks.in".into(), password: PASSWORD.into() };
    let client = Client::default();
    let first = auth::sign_in(&s.app, &credentials, &client).await.expect("signed in").tokens.refresh_token;
    let second = auth::refresh(&s.app, &first).await.expect("refreshed").refresh_token;
    assert_eq!(auth::refresh(&s.app, &first).await.expect("the same again").refresh_token, second);
    s.clock.advance_seconds(11);
    assert!(matches!(auth::refresh(&s.app, &first).await, Err(AppError::RefreshReused)));
    assert!(matches!(auth::refresh(&s.app, &second).await, Err(AppError::Unauthenticated)));
}

#[tokio::test]
async fn a_file_is_imported_and_imported_again() {
    let s = setting().await;
    let path = s.folder.path().join("people.csv");
    let rows = "Vorname;Nachname;E-Mail;Firma\nAna;\"Ruiz\nGil\";ana@x.test;Acme\nBob;Ray;bob@x.test;acme\n\
                Eve;;nobody;Acme\nAna;Again;ANA@x.test;Zeta\n";
    std::fs::write(&path, rows).expect("written");
    let run = async |duplicates| {
        let options = ImportOptions { duplicates, ..ImportOptions::default() };
        let report = import_file(&s.app, &s.scope, &contact::KIND, &path, &options, None, |_| {}).await;
        let report = report.expect("imported");
        (report.rows, report.created, report.updated, report.skipped, report.failed)
    };
    assert_eq!(run(Duplicates::Skip).await, (4, 2, 0, 1, 1));
    assert_eq!(run(Duplicates::Skip).await, (4, 0, 0, 3, 1));
    assert_eq!(run(Duplicates::Update).await, (4, 0, 3, 0, 1));
}

#[tokio::test]
async fn sample_data_comes_and_goes() {
    let s = setting().await;
    assert!(sample::load(&s.app, &s.scope).await.expect("loaded") > 20);
    // A lead is followed up from tomorrow on; what comes of it goes with the rest.
    let all = async |kind: &'static RecordKind| {
        let query = PageQuery {
            filter: Filter::all(),
            words: None,
            sort: Sort::default(),
            cursor: Cursor::Start,
            limit: 200,
            fields: None,
            include: Vec::new(),
            trash: TrashMode::Live,
            now: s.app.now(),
            time_zone: "UTC".into(),
            me: None,
        };
        let page = records::list_page(&s.app, &s.scope, kind, query).await.expect("a list");
        serde_json::from_slice::<Vec<Json>>(&page.rows).expect("JSON")
    };
    let begun = all(&enrolment::KIND).await;
    assert_eq!((begun.len(), &begun[0]["status"]), (1, &json!("active")));
    let tasks = all(&task::KIND).await.len();
    // Over the weekend nobody works.
    s.clock.advance_seconds(5 * 86_400);
    let schedules = s.app.schedules();
    let advance = schedules.iter().find(|schedule| schedule.name == "advance_sequences").expect("the schedule");
    (advance.run)().await.expect("it advances");
    assert_eq!(all(&task::KIND).await.len(), tasks + 1);
    assert!(sample::remove(&s.app, &s.scope).await.expect("removed") > 20);
    for kind in [&lead::KIND, &sequence::KIND, &enrolment::KIND, &deal::KIND] {
        assert_eq!(all(kind).await, Vec::<Json>::new(), "{}", kind.key);
    }
    let left = all(&task::KIND).await;
    assert!(left.iter().all(|task| task["status"] == "cancelled"), "{left:?}");
}

#[tokio::test]
async fn a_workspace_in_which_something_fails_keeps_no_other_back() {
    let s = setting().await;
    // It comes first, and its settings are where nobody finds them, so nothing can be done for it.
    let (first, elsewhere) = (s.app.new_id(), s.app.new_id());
    let permit = decide(&Scope::system(elsewhere), workspace::KIND.key, Action::Create, false).expect("allowed");
    let long_ago = s.app.now().plus_seconds(-86_400);
    let damaged = Record {
        id: first,
        version: 1,
        title: "Damaged".into(),
        created_at: long_ago,
        updated_at: long_ago,
        created_by: None,
        deleted_at: None,
        values: BTreeMap::new(),
    };
    let mut set = WriteSet::new(elsewhere, None, None, s.app.now());
    set.insert(&permit, &Schema::new(&workspace::KIND, Vec::new()), damaged);
    s.app.store().commit(set).await.expect("written");
    assert_eq!(s.app.store().list_workspaces().await.expect("read"), [first, s.scope.workspace]);

    let gone = s.create(&lead::KIND, json!({"first_name": "Mohan"})).await;
    records::delete(&s.app, &s.scope, &lead::KIND, id(&gone), None).await.expect("in the trash");
    s.clock.advance_seconds(40 * 86_400);
    let schedules = s.app.schedules();
    for name in ["empty_trash", "send_reports", "advance_sequences", "refresh_scores", "learn_from_leads"] {
        let schedule = schedules.iter().find(|schedule| schedule.name == name).expect("a schedule");
        (schedule.run)().await.expect("it goes on");
    }
    let left = records::get(&s.app, &s.scope, &lead::KIND, id(&gone), &[]).await;
    assert!(matches!(left, Err(AppError::NotFound)), "the trash was emptied: {left:?}");
    let scored = s.app.store().list_jobs(s.scope.workspace, None, Some("rescore"), 5).await.expect("jobs");
    assert!(scored.iter().any(|job| job.created_at == s.app.now()), "and leads are scored");
}
