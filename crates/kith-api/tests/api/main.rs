//! The API from outside, on both engines. One binary, since each would link the whole program again.

mod aggregates;
mod auth;
mod bad_input;
mod board;
mod bulk_jobs;
mod campaigns;
mod conversion;
mod csrf_and_cookies;
mod dashboard;
mod deal_contacts;
mod documents;
mod feeds;
mod idempotency;
mod isolation;
mod lines;
mod lists;
mod notifications;
mod products;
mod reach;
mod records;
mod reports;
mod rights;
mod rotation;
mod sockets;
mod stages;
mod transfer;
