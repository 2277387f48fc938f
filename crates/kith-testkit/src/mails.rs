//! Mails that are kept instead of sent.

use std::sync::{Arc, Mutex};

use kith_app::ports::{BoxFuture, Mail, MailError, MailServer, Mailer};

/// What was mailed, oldest first.
#[derive(Clone, Default)]
pub struct Mails(Arc<Mutex<Vec<Mail>>>);

impl Mails {
    /// Every mail so far.
    pub fn all(&self) -> Vec<Mail> {
        self.0.lock().expect("no test panicked while mailing").clone()
    }

    /// The last mail to an address.
    pub fn last_to(&self, email: &str) -> Option<Mail> {
        self.all().into_iter().rfind(|mail| mail.to.iter().any(|to| to.address == email))
    }
}

impl Mailer for Mails {
    fn send<'a>(
        &'a self,
        mail: &'a Mail,
        _: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        Box::pin(async move {
            hand_over.await?;
            self.0.lock().map_err(|_| MailError::Never("a test panicked while mailing".into()))?.push(mail.clone());
            Ok(())
        })
    }
}
