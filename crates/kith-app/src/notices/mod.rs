//! How notifications reach people beside the bell: what each of us wants to be told in which way, and
//! the mails. Who is told of what at all is decided in [`crate::modules::notify`].
//!
//! A notification that is to be mailed says so itself (`mail`), and whoever mails it clears that in the
//! transaction that queues the mail. So each is mailed once, whichever process does it, and what was
//! read meanwhile is not mailed at all. Rights are looked at again at that time.

mod choices;
mod digest;
mod mail;
mod sorts;
mod words;

pub(crate) use choices::choice_of;
pub use choices::{Choice, MailWay, choices, choose};
pub(crate) use digest::send_due;
pub(crate) use mail::{job as mail_job, run as run_mail};
