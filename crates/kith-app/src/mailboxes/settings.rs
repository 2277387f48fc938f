//! The settings of mailboxes.

use kith_access::Scope;
use kith_catalog::{team, user};
use kith_model::{FieldCode, FieldError, FieldErrors, Id};
use kith_store::system::{Mailbox, SystemWrite};
use kith_store::{WriteError, WriteSet};
use serde_json::{Map, Value as Json, json};

use super::{PURPOSES, check, find, may_change, place, server_json};
use crate::auth::throttle;
use crate::error::unexpected;
use crate::ports::{FolderState, MailServer, Security};
use crate::records::records_by_id;
use crate::{App, AppError};

const LONGEST: usize = 250;

/// The mailboxes that the caller looks after: their own, and the workspace's where they administrate it.
pub async fn list(app: &App, scope: &Scope) -> Result<Vec<Json>, AppError> {
    let mut out = Vec::new();
    for mailbox in app.store().list_mailboxes(scope.workspace).await? {
        if may_change(scope, &mailbox) {
            out.push(json_of(app, &mailbox).await?);
        }
    }
    Ok(out)
}

/// One of them.
pub async fn read(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    json_of(app, &find(app, scope, id).await?).await
}

/// Makes a mailbox, once its settings work.
pub async fn create(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<Json, AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let personal = body.get("personal").and_then(Json::as_bool).unwrap_or(false);
    if !personal && !scope.grants.admin {
        return Err(AppError::field(
            "personal",
            FieldCode::Forbidden,
            "Only an administrator adds a mailbox of the team's.",
        ));
    }
    let blank = blank(app, scope, me, personal);
    let mut mailbox = filled(app, scope, blank, body).await?;
    fits_owner(&mailbox)?;
    let found = tested(app, scope, &mailbox, body).await?;
    begin_at(&mut mailbox, found);
    let id = mailbox.id;
    commit(app, scope, &mailbox, "create", SystemWrite::InsertMailbox(Box::new(mailbox.clone()))).await?;
    read(app, scope, id).await
}

/// A mailbox before anything is said of it.
fn blank(app: &App, scope: &Scope, me: Id, personal: bool) -> Mailbox {
    let now = app.now();
    Mailbox {
        id: app.new_id(),
        workspace: scope.workspace,
        version: 1,
        name: String::new(),
        address: String::new(),
        owner: personal.then_some(me),
        team: None,
        purpose: if personal { "timeline" } else { "ticket" }.into(),
        private: personal,
        makes_contacts: !personal,
        acknowledges: true,
        active: true,
        imap: Json::Null,
        imap_secret: String::new(),
        smtp: Json::Null,
        smtp_secret: String::new(),
        uid_validity: None,
        last_uid: 0,
        begins_at: now,
        server_count: None,
        last_run_at: None,
        last_ok_at: None,
        error: None,
        error_with: None,
        failures: 0,
        next_at: now,
        lease_until: None,
        created_at: now,
    }
}

/// Changes a mailbox, once its settings work.
pub async fn change(app: &App, scope: &Scope, id: Id, body: &Map<String, Json>) -> Result<Json, AppError> {
    let before = find(app, scope, id).await?;
    let mut mailbox = filled(app, scope, before.clone(), body).await?;
    fits_owner(&mailbox)?;
    let connects = mailbox.imap != before.imap || mailbox.imap_secret != before.imap_secret;
    let sends = mailbox.smtp != before.smtp || mailbox.smtp_secret != before.smtp_secret;
    let mut found = None;
    if mailbox.active && (connects || sends || !before.active) {
        found = tested(app, scope, &mailbox, body).await?;
    }
    // Another account or folder numbers its messages otherwise.
    let place = |imap: &Json| (imap["host"].clone(), imap["user"].clone(), imap["folder"].clone());
    let anew = place(&mailbox.imap) != place(&before.imap);
    if anew {
        begin_at(&mut mailbox, found);
    }
    let write = SystemWrite::UpdateMailbox { mailbox: Box::new(mailbox.clone()), anew };
    commit(app, scope, &mailbox, "update", write).await?;
    read(app, scope, id).await
}

/// What arrives for one person becomes nobody else's ticket.
fn fits_owner(mailbox: &Mailbox) -> Result<(), AppError> {
    match mailbox.owner.is_some() && mailbox.purpose == "ticket" {
        true => {
            let message = "Mail of a person's own mailbox stands on timelines.";
            Err(AppError::field("purpose", FieldCode::InvalidOption, message))
        }
        false => Ok(()),
    }
}

/// Tries settings out without keeping them: those of a new mailbox, or of one that is there with changes.
pub async fn test(app: &App, scope: &Scope, body: &Map<String, Json>) -> Result<(), AppError> {
    let me = scope.user().ok_or(AppError::Unauthenticated)?;
    let id = body.get("id").and_then(Json::as_str).and_then(|id| id.parse::<Id>().ok());
    let known = match id {
        Some(id) => find(app, scope, id).await?,
        // Settings may work before anything else is filled in.
        None => Mailbox { name: "-".into(), address: "-@-".into(), ..blank(app, scope, me, true) },
    };
    let mailbox = filled(app, scope, known, body).await?;
    limited(app, scope).await?;
    check::works(app, &mailbox).await?;
    Ok(())
}

/// Forgets a mailbox. What it brought stays.
pub async fn remove(app: &App, scope: &Scope, id: Id) -> Result<(), AppError> {
    let mailbox = find(app, scope, id).await?;
    commit(app, scope, &mailbox, "delete", SystemWrite::DeleteMailbox { id }).await
}

/// Looks at a mailbox as soon as somebody can.
pub async fn retry(app: &App, scope: &Scope, id: Id) -> Result<Json, AppError> {
    find(app, scope, id).await?;
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(SystemWrite::HurryMailbox { id });
    app.store().commit(set).await.map_err(unexpected)?;
    app.wake_mail();
    read(app, scope, id).await
}

async fn commit(
    app: &App,
    scope: &Scope,
    mailbox: &Mailbox,
    op: &'static str,
    write: SystemWrite,
) -> Result<(), AppError> {
    let mut set = WriteSet::new(scope.workspace, scope.user(), None, app.now());
    set.system(write);
    // Nothing of the settings goes into the audit but that they were changed, and by whom.
    set.system(SystemWrite::Audit {
        kind: "mailbox".into(),
        record_id: mailbox.id,
        record_title: mailbox.name.clone(),
        op: format!("mailbox_{op}"),
        detail: json!({"address": mailbox.address}),
    });
    match app.store().commit(set).await {
        Ok(()) => {}
        Err(WriteError::VersionConflict { .. }) => {
            return Err(AppError::Conflict("Somebody else has just changed this mailbox. Look at it again.".into()));
        }
        Err(error) => return Err(unexpected(error)),
    }
    app.wake_mail();
    Ok(())
}

/// Somebody who tries hosts and ports one after another learns nothing about the network Kith stands in.
async fn limited(app: &App, scope: &Scope) -> Result<(), AppError> {
    throttle(app, &format!("mailbox_test:{:?}", scope.user()), 60, 3600).await
}

async fn tested(
    app: &App,
    scope: &Scope,
    mailbox: &Mailbox,
    body: &Map<String, Json>,
) -> Result<Option<FolderState>, AppError> {
    if body.get("untested").and_then(Json::as_bool).unwrap_or(false) {
        return Ok(None);
    }
    limited(app, scope).await?;
    check::works(app, mailbox).await.map(Some)
}

/// What is in the folder now stays where it is; everything from here on is read. A folder that was not
/// looked at, or does not say what number comes next, begins where it is first read.
fn begin_at(mailbox: &mut Mailbox, found: Option<FolderState>) {
    let next = found.and_then(|state| Some((state.uid_validity, state.uid_next?)));
    mailbox.uid_validity = next.map(|(validity, _)| validity.into());
    mailbox.last_uid = next.map_or(0, |(_, next)| i64::from(next) - 1);
}

/// A mailbox with what the body says; everything that is wrong is named at once.
async fn filled(app: &App, scope: &Scope, mut mailbox: Mailbox, body: &Map<String, Json>) -> Result<Mailbox, AppError> {
    let mut errors = Vec::new();
    let text = |key: &str| body.get(key).and_then(Json::as_str).map(str::trim);
    let flag = |key: &str| body.get(key).and_then(Json::as_bool);
    if let Some(name) = text("name") {
        mailbox.name = name.to_owned();
    }
    if let Some(address) = text("address") {
        mailbox.address = address.to_owned();
    }
    if let Some(purpose) = text("purpose").filter(|purpose| PURPOSES.contains(purpose)) {
        mailbox.purpose = purpose.to_owned();
    }
    if body.contains_key("team_id") {
        mailbox.team = text("team_id").and_then(|id| id.parse().ok());
    }
    mailbox.private = flag("private").unwrap_or(mailbox.private) && mailbox.owner.is_some();
    mailbox.makes_contacts = flag("makes_contacts").unwrap_or(mailbox.makes_contacts);
    mailbox.acknowledges = flag("acknowledges").unwrap_or(mailbox.acknowledges);
    mailbox.active = flag("active").unwrap_or(mailbox.active);
    for (key, value) in [("name", &mailbox.name), ("address", &mailbox.address)] {
        match value.chars().count() {
            0 => errors.push(FieldError::new(key, FieldCode::Required, "This is needed.")),
            length if length > LONGEST => errors.push(FieldError::new(key, FieldCode::TooLong, "This is too long.")),
            _ => {}
        }
    }
    let parts = mailbox.address.split_once('@');
    let sound = parts.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'));
    if !mailbox.address.is_empty() && (!sound || mailbox.address.contains([' ', '<', '>', ',', ';'])) {
        errors.push(FieldError::new("address", FieldCode::InvalidEmail, "This is no e-mail address."));
    }
    if let Some(id) = mailbox.team {
        crate::records::get(app, scope, &team::KIND, id, &[])
            .await
            .map_err(|_| AppError::field("team_id", FieldCode::NotFound, "There is no such team."))?;
    }
    connection(app, &mut mailbox, "imap", body, &mut errors)?;
    connection(app, &mut mailbox, "smtp", body, &mut errors)?;
    if errors.is_empty() { Ok(mailbox) } else { Err(AppError::Validation(errors)) }
}

/// The server a mailbox is read from or sends through. A password goes only to the server it was entered
/// for: whoever names another one has to know it.
fn connection(
    app: &App,
    mailbox: &mut Mailbox,
    which: &'static str,
    body: &Map<String, Json>,
    errors: &mut FieldErrors,
) -> Result<(), AppError> {
    let key = |part: &str| format!("{which}_{part}");
    let known = if which == "imap" { mailbox.imap.clone() } else { mailbox.smtp.clone() };
    let given = |part: &str| body.get(&key(part)).filter(|value| !value.is_null()).cloned();
    let value = |part: &str| if body.contains_key(&key(part)) { given(part) } else { Some(known[part].clone()) };
    let text = |part: &str| value(part).and_then(|value| Some(value.as_str()?.trim().to_owned())).unwrap_or_default();
    let host = text("host");
    if host.is_empty() && which == "smtp" {
        // Sent as the installation sends.
        (mailbox.smtp, mailbox.smtp_secret) = (Json::Null, String::new());
        return Ok(());
    }
    let mut wrong = |part: &str, code, message: &str| errors.push(FieldError::new(key(part), code, message));
    let hostly = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
    match host.as_str() {
        "" => wrong("host", FieldCode::Required, "This is needed."),
        host if host.len() > LONGEST || !host.chars().all(hostly) => {
            wrong("host", FieldCode::Invalid, "This is no name of a server.");
        }
        _ => {}
    }
    let security = value("security").and_then(|value| serde_json::from_value::<Security>(value).ok());
    let security = security.unwrap_or(Security::Tls);
    let usual = match (which, security) {
        ("imap", Security::Tls) => 993,
        ("imap", _) => 143,
        (_, Security::Tls) => 465,
        (_, Security::StartTls) => 587,
        (_, Security::None) => 25,
    };
    let port = value("port").and_then(|port| port.as_i64()).unwrap_or(usual);
    let port = u16::try_from(port).ok().filter(|port| *port > 0).unwrap_or_else(|| {
        wrong("port", FieldCode::Invalid, "A port is a number from 1 to 65535.");
        0
    });
    let user = Some(text("user")).filter(|user| !user.is_empty());
    if user.is_none() && which == "imap" {
        wrong("user", FieldCode::Required, "This is needed.");
    }
    let typed = body.get(&key("password")).and_then(Json::as_str).filter(|password| !password.is_empty());
    let server = MailServer { host, port, security, user, password: typed.unwrap_or_default().to_owned() };
    let mut json = server_json(&server);
    let same = ["host", "port", "security", "user"].iter().all(|part| json[*part] == known[*part]);
    if which == "imap" {
        let folder = text("folder");
        json["folder"] = json!(if folder.is_empty() { "INBOX" } else { folder.as_str() });
    }
    let sealed = match typed {
        Some(typed) => app.config().secrets.seal(&place(mailbox, which), typed)?,
        None if same && which == "imap" => mailbox.imap_secret.clone(),
        None if same => mailbox.smtp_secret.clone(),
        None => String::new(),
    };
    if sealed.is_empty() && server.user.is_some() {
        let message =
            if same { "This is needed." } else { "Enter the password again, because the server is another one." };
        wrong("password", FieldCode::Required, message);
    }
    match which {
        "imap" => (mailbox.imap, mailbox.imap_secret) = (json, sealed),
        _ => (mailbox.smtp, mailbox.smtp_secret) = (json, sealed),
    }
    Ok(())
}

async fn json_of(app: &App, mailbox: &Mailbox) -> Result<Json, AppError> {
    let (kept, aside) = app.store().count_mails(mailbox.workspace, mailbox.id).await?;
    let ids: Vec<Id> = mailbox.owner.into_iter().collect();
    let owner = records_by_id(app, &Scope::system(mailbox.workspace), &user::KIND, &ids).await?.pop();
    let part = |json: &Json, part: &str| json[part].clone();
    Ok(json!({
        "id": mailbox.id,
        "version": mailbox.version,
        "name": mailbox.name,
        "address": mailbox.address,
        "owner": owner.map(|owner| json!({"id": owner.id, "title": owner.title})),
        "personal": mailbox.owner.is_some(),
        "team_id": mailbox.team,
        "purpose": mailbox.purpose,
        "private": mailbox.private,
        "makes_contacts": mailbox.makes_contacts,
        "acknowledges": mailbox.acknowledges,
        "active": mailbox.active,
        "imap_host": part(&mailbox.imap, "host"),
        "imap_port": part(&mailbox.imap, "port"),
        "imap_security": part(&mailbox.imap, "security"),
        "imap_user": part(&mailbox.imap, "user"),
        "imap_folder": part(&mailbox.imap, "folder"),
        "smtp_host": part(&mailbox.smtp, "host"),
        "smtp_port": part(&mailbox.smtp, "port"),
        "smtp_security": part(&mailbox.smtp, "security"),
        "smtp_user": part(&mailbox.smtp, "user"),
        "state": {
            "last_run_at": mailbox.last_run_at,
            "last_ok_at": mailbox.last_ok_at,
            "next_at": mailbox.next_at,
            "error": mailbox.error,
            "error_with": mailbox.error_with,
            "failures": mailbox.failures,
            "uid_validity": mailbox.uid_validity,
            "last_uid": mailbox.last_uid,
            "server_count": mailbox.server_count,
            "kept_count": kept,
            "aside_count": aside,
        },
    }))
}
