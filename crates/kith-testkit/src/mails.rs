//! Mails that are kept instead of sent.

use std::sync::{Arc, Mutex};

use kith_app::ports::{
    BoxFuture, Mail, MailError, MailFolder, MailReader, MailServer, MailTrouble, Mailer, TroubleWith,
};

/// What was mailed, oldest first. What names a server goes there, where the test has one.
#[derive(Clone, Default)]
pub struct Mails {
    kept: Arc<Mutex<Vec<Mail>>>,
    post: Option<Arc<dyn Mailer>>,
}

impl Mails {
    pub(crate) fn new(post: Option<Arc<dyn Mailer>>) -> Mails {
        Mails { post, ..Mails::default() }
    }

    /// Every mail so far.
    pub fn all(&self) -> Vec<Mail> {
        self.kept.lock().expect("no test panicked while mailing").clone()
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
        server: Option<&'a MailServer>,
        hand_over: BoxFuture<'a, Result<(), MailError>>,
    ) -> BoxFuture<'a, Result<(), MailError>> {
        if let Some(post) = self.post.as_ref().filter(|_| server.is_some()) {
            return post.send(mail, server, hand_over);
        }
        Box::pin(async move {
            hand_over.await?;
            self.kept.lock().map_err(|_| MailError::Never("a test panicked while mailing".into()))?.push(mail.clone());
            Ok(())
        })
    }

    fn test<'a>(&'a self, server: &'a MailServer) -> BoxFuture<'a, Result<(), MailTrouble>> {
        match &self.post {
            Some(post) => post.test(server),
            None => Box::pin(async { Ok(()) }),
        }
    }
}

/// No mailbox is read where no test asks for one.
pub(crate) struct NoReader;

impl MailReader for NoReader {
    fn open<'a>(&'a self, _: &'a MailServer, _: &'a str) -> BoxFuture<'a, Result<Box<dyn MailFolder>, MailTrouble>> {
        let message = "there is no mail server in this test".to_owned();
        Box::pin(async { Err(MailTrouble { with: TroubleWith::Host, message }) })
    }
}
