//! The outside world behind the app's ports. Nothing here knows a record kind or a rule.

pub mod files;
pub mod mail;
mod sms;
mod tls;

pub use files::bucket::{Bucket, BucketError};
pub use files::clamd::Clamd;
pub use files::folder::FileFolder;
pub use mail::PostOffice;
pub use mail::imap::ImapReader;
pub use sms::TextGateway;
