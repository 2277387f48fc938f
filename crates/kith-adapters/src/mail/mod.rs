//! Mail.

pub mod imap;
mod message;
mod outbox_folder;
mod smtp;

use std::path::PathBuf;

use kith_app::ports::{Address, BoxFuture, Mail, MailError, MailServer, MailTrouble, Mailer, TroubleWith};
use lettre::transport::smtp::client::Certificate;

use outbox_folder::OutboxFolder;
use smtp::Trouble;

/// Sends mails through servers, or keeps them in a folder where there is none.
pub struct PostOffice {
    own: Address,
    server: Option<MailServer>,
    folder: OutboxFolder,
    roots: Vec<Certificate>,
}

impl PostOffice {
    /// Mails without a sender come from `own`; those for which no server is named go through `server`, or
    /// into a folder, which is made when the first one is written.
    pub fn new(own: Address, server: Option<MailServer>, folder: impl Into<PathBuf>) -> Self {
        PostOffice { own, server, folder: OutboxFolder::new(folder.into()), roots: Vec::new() }
    }

    /// Trusts these certificates too, in PEM, beside those the machine trusts.
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(pem);
        let parts = text.split_inclusive("-----END CERTIFICATE-----").filter(|part| part.contains("-----BEGIN"));
        let roots = parts.map(|part| Certificate::from_pem(part.trim().as_bytes()).map_err(|error| error.to_string()));
        self.roots = roots.collect::<Result<_, _>>()?;
        if self.roots.is_empty() {
            return Err("there is no certificate in it".into());
        }
        Ok(self)
    }

    /// How we greet: by the domain of the sender.
    fn greeting(&self, mail: &Mail) -> String {
        let from = mail.from.as_ref().unwrap_or(&self.own);
        let domain = from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        domain.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect()
    }
}

impl Mailer for PostOffice {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
        server: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        Box::pin(async move {
            let message = message::build(mail, &self.own)?;
            let Some(server) = server.or(self.server.as_ref()) else {
                return self.folder.keep(&mail.message_id, message.formatted()).await;
            };
            let connected = smtp::connect(server, &self.greeting(mail), &self.roots).await;
            // A password that is wrong now may be put right, so even that is tried again.
            let mut connection = connected.map_err(|trouble: Trouble| MailError::Later(trouble.to_string()))?;
            let outcome = smtp::send(&mut connection, &message, hand_over).await;
            // Said goodbye or not, the mail is where it is.
            let _ = tokio::time::timeout(std::time::Duration::from_secs(5), connection.quit()).await;
            outcome
        })
    }

    fn test<'a>(&'a self, server: &'a MailServer) -> BoxFuture<'a, Result<(), MailTrouble>> {
        Box::pin(async move {
            let domain = self.own.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
            let connected = smtp::connect(server, domain, &self.roots).await;
            let mut connection = connected.map_err(|trouble| {
                let with = match &trouble {
                    Trouble::Host(_) => TroubleWith::Host,
                    Trouble::Tls(_) => TroubleWith::Security,
                    Trouble::Login(_) => TroubleWith::Login,
                };
                MailTrouble { with, message: trouble.to_string() }
            })?;
            let _ = tokio::time::timeout(std::time::Duration::from_secs(5), connection.quit()).await;
            Ok(())
        })
    }
}
