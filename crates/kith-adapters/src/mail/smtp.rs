//! Handing a mail to a server.

use std::time::Duration;

use kith_app::ports::{BoxFuture, MailError, MailServer, Security};
use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

/// So long an answer is waited for, but for the last.
const PATIENCE: Duration = Duration::from_secs(60);
/// And so long somebody who answers at all.
const CONNECT_PATIENCE: Duration = Duration::from_secs(15);
/// The server may look at the whole message before it answers (RFC 5321, 4.5.3.2.6).
const LAST_PATIENCE: Duration = Duration::from_secs(600);
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// What went wrong with a server, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It does not answer, or not as a mail server does.
    Host(String),
    /// No TLS, or not with it.
    Tls(String),
    /// It does not let us in.
    Login(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Trouble::Host(why) | Trouble::Tls(why) | Trouble::Login(why)) = self;
        f.write_str(why)
    }
}

/// Connects and signs in.
pub(super) async fn connect(
    server: &MailServer,
    own_name: &str,
    roots: &[Certificate],
) -> Result<AsyncSmtpConnection, Trouble> {
    let hello = ClientId::Domain(own_name.to_owned());
    let tls = || {
        let mut builder = TlsParameters::builder(server.host.clone());
        for root in roots {
            builder = builder.add_root_certificate(root.clone());
        }
        builder.build().map_err(|error| Trouble::Tls(error.to_string()))
    };
    let at_once = if server.security == Security::Tls { Some(tls()?) } else { None };
    let (host, port) = (server.host.as_str(), server.port);
    let reached = tokio::time::timeout(CONNECT_PATIENCE, tokio::net::TcpStream::connect((host, port))).await;
    let unreached = |why: &str| Trouble::Host(format!("{host}:{port} does not answer: {why}"));
    reached.map_err(|_| unreached("no answer came in time"))?.map_err(|error| unreached(&error.to_string()))?;
    let connecting = AsyncSmtpConnection::connect_tokio1((host, port), Some(CONNECT_PATIENCE), &hello, at_once, None);
    let connected = tokio::time::timeout(CONNECT_PATIENCE, connecting).await;
    let connected = connected.map_or(Err(Failed::Timeout), |connected| connected.map_err(Failed::Smtp));
    let mut connection = connected.map_err(|error| match error {
        // Somebody is there, and does not understand.
        error if server.security == Security::Tls => Trouble::Tls(format!("{host}:{port}: {error}")),
        error => Trouble::Host(format!("{host}:{port} does not answer: {error}")),
    })?;
    if server.security == Security::StartTls {
        let parameters = tls()?;
        within(connection.starttls(parameters, &hello))
            .await
            .map_err(|error| Trouble::Tls(format!("{host}:{port}: {error}")))?;
    }
    if let Some(user) = &server.user {
        let credentials = Credentials::new(user.clone(), server.password.clone());
        within(connection.auth(&MECHANISMS, &credentials))
            .await
            .map_err(|error| Trouble::Login(format!("{host} refuses to let {user} in: {error}")))?;
    }
    Ok(connection)
}

/// Hands a message over. Up to the last step nothing is the server's; from there on only its answer says
/// whether it is.
pub(super) async fn send(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
    hand_over: BoxFuture<'_, Result<(), MailError>>,
) -> Result<(), MailError> {
    let envelope = message.envelope();
    let mut parameters = Vec::new();
    let beyond_ascii = |address: &lettre::Address| -> bool { !AsRef::<str>::as_ref(address).is_ascii() };
    if envelope.to().iter().chain(envelope.from()).any(beyond_ascii) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let why = "The mail server takes no addresses with letters beyond ASCII.";
            return Err(MailError::Never(why.into()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let step = |error: Failed| error.meaning();
    within(connection.command(Mail::new(envelope.from().cloned(), parameters))).await.map_err(step)?;
    for to in envelope.to() {
        within(connection.command(Rcpt::new(to.clone(), Vec::new()))).await.map_err(step)?;
    }
    within(connection.command(Data)).await.map_err(step)?;
    hand_over.await?;
    let bytes = message.formatted();
    let handed = tokio::time::timeout(LAST_PATIENCE, connection.message(&bytes)).await;
    match handed {
        Ok(Ok(_)) => Ok(()),
        // It answered, and did not take it.
        Ok(Err(error)) if error.status().is_some() => Err(Failed::Smtp(error).meaning()),
        Ok(Err(error)) => Err(MailError::Unsure(format!(
            "The connection broke before the mail server said whether it took the mail: {}",
            whole(&error)
        ))),
        Err(_) => Err(MailError::Unsure("The mail server did not say whether it took the mail.".into())),
    }
}

pub(super) enum Failed {
    Smtp(lettre::transport::smtp::Error),
    Timeout,
}

impl Failed {
    /// What it means for the mail: a refusal for good, or for now.
    fn meaning(self) -> MailError {
        match &self {
            Failed::Smtp(error) if error.is_permanent() => MailError::Never(self.to_string()),
            _ => MailError::Later(self.to_string()),
        }
    }
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failed::Smtp(error) => f.write_str(&whole(error)),
            Failed::Timeout => f.write_str("no answer came in time"),
        }
    }
}

async fn within<T>(step: impl Future<Output = Result<T, lettre::transport::smtp::Error>>) -> Result<T, Failed> {
    match tokio::time::timeout(PATIENCE, step).await {
        Ok(outcome) => outcome.map_err(Failed::Smtp),
        Err(_) => Err(Failed::Timeout),
    }
}

/// An error and what caused it, in one line.
pub(super) fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}
