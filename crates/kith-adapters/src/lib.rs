//! The outside world behind the app's ports. Nothing here knows a record kind or a rule.

mod answers;
pub mod files;
pub mod mail;
mod push;
mod sms;
mod tls;

pub use files::bucket::{Bucket, BucketError};
pub use files::clamd::Clamd;
pub use files::folder::FileFolder;
pub use mail::PostOffice;
pub use mail::imap::ImapReader;
pub use push::PushPost;
pub use sms::TextGateway;
