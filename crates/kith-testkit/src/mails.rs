//! Mails that are kept instead of sent.

use std::sync::{Arc, Mutex};

use kith_app::ports::{BoxFuture, Mail, MailError, Mailer};

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
        self.all().into_iter().rfind(|mail| mail.to == email)
    }
}

impl Mailer for Mails {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), MailError>> {
        let kept = self.0.clone();
        Box::pin(async move {
            let mut kept = kept.lock().map_err(|_| MailError("a test panicked while mailing".into()))?;
            kept.push(mail.clone());
            Ok(())
        })
    }
}
