//! How notifications reach people beside the bell: what each of us wants to be told in which way, and
//! the mails, and what is pushed to browsers. Who is told of what at all is decided in [`crate::modules::notify`].
//!
//! A notification that is to be mailed says so itself (`mail`), and whoever mails it clears that in the
//! transaction that queues the mail. So each is mailed once, whichever process does it, and what was
//! read meanwhile is not mailed at all. Rights are looked at again at that time.
//!
//! A push is a job for each browser in which its reader takes them, enqueued with the notification.

mod browsers;
mod choices;
mod digest;
mod mail;
mod push;
mod sorts;
mod unsubscribe;
mod words;

pub(crate) use browsers::seal_anew;
pub use browsers::{keep as keep_browser, list as browsers, remove as remove_browser, test as test_browser};
pub(crate) use choices::choice_of;
pub use choices::{Choice, MailWay, choices, choose};
pub(crate) use digest::send_due;
pub(crate) use mail::{job as mail_job, run as run_mail};
pub(crate) use push::{job as push_job, run as run_push};
pub use unsubscribe::{Offer, TurnedOff, offer, unsubscribe};
