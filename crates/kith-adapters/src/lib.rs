//! The outside world behind the app's ports. Nothing here knows a record kind or a rule.

pub mod files;
pub mod mail;

pub use files::clamd::Clamd;
pub use files::folder::FileFolder;
pub use mail::PostOffice;
