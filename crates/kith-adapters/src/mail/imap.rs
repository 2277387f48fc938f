//! Fetching mail (IMAP4rev1, with IDLE).

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use async_imap::extensions::idle::IdleResponse;
use async_imap::imap_proto::{MailboxDatum, Response};
use async_imap::types::UnsolicitedResponse;
use async_imap::{Client, Session};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use kith_app::ports::{
    BoxFuture, FolderState, FoundMessage, MailFolder, MailReader, MailServer, MailTrouble, Security, TroubleWith,
};
use kith_model::Timestamp;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// And so long somebody who answers at all.
const CONNECT_PATIENCE: Duration = Duration::from_secs(15);
/// A message comes in pieces of this size, so that its length is looked at before it is in memory.
const PIECE: u64 = 1024 * 1024;

/// Reads mail over IMAP.
pub struct ImapReader {
    tls: TlsConnector,
}

impl ImapReader {
    /// Trusts what the machine trusts, and these certificates too, in PEM.
    pub fn new(further: &[u8]) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        for certificate in CertificateDer::pem_slice_iter(further) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(ImapReader { tls: TlsConnector::from(Arc::new(config)) })
    }

    async fn secured(&self, server: &MailServer, stream: Wire) -> Result<Wire, MailTrouble> {
        let wrong = |why: String| trouble(TroubleWith::Security, server, &why);
        let name = ServerName::try_from(server.host.clone()).map_err(|error| wrong(error.to_string()))?;
        let stream = tokio::time::timeout(CONNECT_PATIENCE, self.tls.connect(name, stream)).await;
        let stream = stream.map_err(|_| wrong("no answer came in time".into()))?;
        Ok(Wire(Box::new(stream.map_err(|error| wrong(error.to_string()))?)))
    }

    async fn connect(&self, server: &MailServer) -> Result<Session<Wire>, MailTrouble> {
        let host = |why: &str| trouble(TroubleWith::Host, server, why);
        let connecting = TcpStream::connect((server.host.as_str(), server.port));
        let stream = tokio::time::timeout(CONNECT_PATIENCE, connecting).await;
        let stream = stream.map_err(|_| host("no answer came in time"))?.map_err(|error| host(&error.to_string()))?;
        let mut stream = Wire(Box::new(stream));
        if server.security == Security::Tls {
            stream = self.secured(server, stream).await?;
        }
        let mut client = Client::new(stream);
        let greeting = tokio::time::timeout(CONNECT_PATIENCE, client.read_response()).await;
        let greeting = greeting.map_err(|_| host("it does not greet as IMAP does"))?;
        greeting.map_err(|error| host(&error.to_string()))?.ok_or_else(|| host("it closed the connection"))?;
        if server.security == Security::StartTls {
            let asked = within(client.run_command_and_check_ok("STARTTLS", None)).await;
            let wrong = |why: &str| trouble(TroubleWith::Security, server, why);
            asked.ok_or_else(|| wrong("no answer came in time"))?.map_err(|error| wrong(&error.to_string()))?;
            client = Client::new(self.secured(server, client.into_inner()).await?);
        }
        let user = server.user.clone().unwrap_or_default();
        let login = within(client.login(&user, &server.password)).await;
        let login = login.ok_or_else(|| trouble(TroubleWith::Connection, server, "no answer came in time"))?;
        login.map_err(|(error, _)| match error {
            async_imap::error::Error::No(why) | async_imap::error::Error::Bad(why) => {
                trouble(TroubleWith::Login, server, &format!("{user} is not let in: {why}"))
            }
            async_imap::error::Error::Validate(_) => {
                trouble(TroubleWith::Login, server, "the name or the password has a character that cannot be sent")
            }
            error => trouble(TroubleWith::Connection, server, &error.to_string()),
        })
    }
}

impl MailReader for ImapReader {
    fn open<'a>(
        &'a self,
        server: &'a MailServer,
        folder: &'a str,
    ) -> BoxFuture<'a, Result<Box<dyn MailFolder>, MailTrouble>> {
        Box::pin(async move {
            let mut session = self.connect(server).await?;
            let lost = |why: String| trouble(TroubleWith::Connection, server, &why);
            let abilities = answer(server, session.capabilities()).await?;
            // EXAMINE: what is unread stays unread for whoever else looks.
            let opened = within(session.examine(folder)).await.ok_or_else(|| lost("no answer came in time".into()))?;
            let mailbox = opened.map_err(|error| match error {
                async_imap::error::Error::No(why) | async_imap::error::Error::Bad(why) => {
                    trouble(TroubleWith::Folder, server, &format!("the folder {folder} cannot be opened: {why}"))
                }
                async_imap::error::Error::Validate(_) => {
                    trouble(TroubleWith::Folder, server, "the folder's name has a character that cannot be sent")
                }
                error => lost(error.to_string()),
            })?;
            let uid_validity = mailbox.uid_validity.ok_or_else(|| {
                trouble(TroubleWith::Folder, server, "the server does not number the folder's messages for good")
            })?;
            let state = FolderState { uid_validity, uid_next: mailbox.uid_next, count: mailbox.exists };
            let idle = abilities.has_str("IDLE");
            let folder = Folder { session, server: server.clone(), state, idle, news: false };
            Ok(Box::new(folder) as Box<dyn MailFolder>)
        })
    }
}

struct Folder {
    session: Session<Wire>,
    server: MailServer,
    state: FolderState,
    idle: bool,
    /// Whether the server has told of further messages since it was last asked for them. It tells once, in
    /// whichever answer comes next, so that waiting for it afterwards would be in vain.
    news: bool,
}

impl Folder {
    /// Takes what the server has told beside its answers.
    fn hear(&mut self) {
        while let Ok(told) = self.session.unsolicited_responses.try_recv() {
            match told {
                UnsolicitedResponse::Exists(count) => {
                    self.news |= count > self.state.count;
                    self.state.count = count;
                }
                UnsolicitedResponse::Expunge(_) => self.state.count = self.state.count.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// The numbers of the messages after this one, in order.
    async fn numbers(&mut self, than: u32) -> Result<Vec<u32>, MailTrouble> {
        loop {
            self.hear();
            self.news = false;
            let search = format!("UID {}:*", than.saturating_add(1));
            let found = answer(&self.server, self.session.uid_search(search)).await?;
            // `*` is the last message, also where its number is smaller than asked for.
            let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid > than).collect();
            uids.sort_unstable();
            self.hear();
            // What arrives during a search is told with its answer, and not in it.
            if !uids.is_empty() || !self.news {
                return Ok(uids);
            }
        }
    }
}

impl MailFolder for Folder {
    fn state(&self) -> FolderState {
        self.state
    }

    fn newer(&mut self, than: u32, limit: usize) -> BoxFuture<'_, Result<Vec<FoundMessage>, MailTrouble>> {
        Box::pin(async move {
            // First the numbers alone, then the sizes of the first of them.
            let mut uids = self.numbers(than).await?;
            uids.truncate(limit);
            if uids.is_empty() {
                return Ok(Vec::new());
            }
            let set = uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            let stream = answer(&self.server, self.session.uid_fetch(set, "(UID RFC822.SIZE INTERNALDATE)")).await?;
            let fetched: Vec<_> = answer(&self.server, stream.try_collect()).await?;
            let mut messages: Vec<FoundMessage> = fetched
                .iter()
                .filter_map(|message| {
                    let received = message.internal_date().map(|at| Timestamp::from_micros(at.timestamp_micros()));
                    let size = u64::from(message.size.unwrap_or_default());
                    Some(FoundMessage { uid: message.uid?, size, received_at: received })
                })
                .filter(|message| uids.binary_search(&message.uid).is_ok())
                .collect();
            messages.sort_unstable_by_key(|message| message.uid);
            messages.dedup_by_key(|message| message.uid);
            Ok(messages)
        })
    }

    fn fetch(&mut self, uid: u32, limit: u64) -> BoxFuture<'_, Result<Option<Bytes>, MailTrouble>> {
        Box::pin(async move {
            let mut whole = BytesMut::new();
            loop {
                let query = format!("(UID BODY.PEEK[]<{}.{PIECE}>)", whole.len());
                let stream = answer(&self.server, self.session.uid_fetch(uid.to_string(), query)).await?;
                let fetched: Vec<_> = answer(&self.server, stream.try_collect()).await?;
                let found = fetched.iter().find(|message| message.uid == Some(uid) && message.body().is_some());
                let Some(piece) = found.and_then(|message| message.body()) else {
                    // Gone since it was found; what has come of it is of no use.
                    return Ok(None);
                };
                whole.extend_from_slice(piece);
                if whole.len() as u64 > limit {
                    return Ok(None);
                }
                if (piece.len() as u64) < PIECE {
                    return Ok(Some(whole.freeze()));
                }
            }
        })
    }

    fn wait(self: Box<Self>, patience: Duration) -> BoxFuture<'static, Result<Box<dyn MailFolder>, MailTrouble>> {
        Box::pin(async move {
            let mut folder = *self;
            folder.hear();
            if folder.news {
                return Ok(Box::new(folder) as Box<dyn MailFolder>);
            }
            if !folder.idle {
                tokio::time::sleep(patience).await;
                answer(&folder.server, folder.session.noop()).await?;
                return Ok(Box::new(folder) as Box<dyn MailFolder>);
            }
            let Folder { session, server, mut state, idle, .. } = folder;
            let beside = session.unsolicited_responses.clone();
            let mut handle = session.idle();
            answer(&server, handle.init()).await?;
            // What was told before the server began to wait is not told again.
            let told = !beside.is_empty();
            let (waiting, _stop) = handle.wait_with_timeout(patience);
            // Whatever it was, the folder is looked at anew.
            match tokio::time::timeout(if told { Duration::ZERO } else { patience }, waiting).await {
                Ok(Ok(IdleResponse::ManualInterrupt)) => {
                    return Err(trouble(TroubleWith::Connection, &server, "it closed the connection"));
                }
                Ok(Err(error)) => return Err(trouble(TroubleWith::Connection, &server, &error.to_string())),
                Ok(Ok(IdleResponse::NewData(told))) => match told.parsed() {
                    Response::MailboxData(MailboxDatum::Exists(count)) => state.count = *count,
                    Response::Expunge(_) => state.count = state.count.saturating_sub(1),
                    _ => {}
                },
                Ok(Ok(IdleResponse::Timeout)) | Err(_) => {}
            }
            let session = answer(&server, handle.done()).await?;
            Ok(Box::new(Folder { session, server, state, idle, news: false }) as Box<dyn MailFolder>)
        })
    }

    fn close(mut self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let _ = tokio::time::timeout(Duration::from_secs(5), self.session.logout()).await;
        })
    }
}

fn trouble(with: TroubleWith, server: &MailServer, why: &str) -> MailTrouble {
    let why: String = why.chars().map(|c| if c.is_control() { ' ' } else { c }).take(400).collect();
    MailTrouble { with, message: format!("{}:{}: {why}", server.host, server.port) }
}

async fn within<T>(step: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(PATIENCE, step).await.ok()
}

/// The answer of a server that speaks to us already.
async fn answer<T, E: fmt::Display>(
    server: &MailServer,
    step: impl Future<Output = Result<T, E>>,
) -> Result<T, MailTrouble> {
    let answered = within(step).await;
    let answered = answered.ok_or_else(|| trouble(TroubleWith::Connection, server, "no answer came in time"))?;
    answered.map_err(|error| trouble(TroubleWith::Connection, server, &error.to_string()))
}

trait Transport: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Transport for T {}

/// A connection, with TLS around it or not.
struct Wire(Box<dyn Transport>);

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
        bytes: &[u8],
    ) -> std::task::Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
