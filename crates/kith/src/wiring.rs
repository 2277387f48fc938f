//! Puts the crates together as configured.

use std::error::Error;
use std::sync::Arc;

use kith_adapters::{Bucket, Clamd, FileFolder, ImapReader, PostOffice, PushPost, TextGateway};
use kith_app::pdf::Fonts;
use kith_app::ports::{BlobStore, Ports, Scanner};
use kith_app::{App, AppConfig, auth};
use kith_model::{Clock, RandomIds, SystemClock};
use kith_store::Store;

use crate::config::Config;
use crate::secrets;

/// Opens the store, brings it up to date, and builds the app on it.
pub async fn build(config: &Config) -> Result<App, Box<dyn Error>> {
    let store = open(config).await?;
    store.migrate(SystemClock.now()).await?;
    let app = assemble(config, store)?;
    auth::grant_new_kinds(&app).await?;
    Ok(app)
}

/// Opens the store without touching its tables. Makes the data folder where it is missing.
pub async fn open(config: &Config) -> Result<Store, Box<dyn Error>> {
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|error| format!("the data folder {} cannot be made: {error}", config.data_dir.display()))?;
    Ok(Store::open(&config.store).await?)
}

/// Builds the app on an open store.
pub fn assemble(config: &Config, store: Store) -> Result<App, Box<dyn Error>> {
    let mut settings = AppConfig::new(config.public_url.clone(), config.data_dir.clone());
    settings.open_registration = config.open_registration;
    settings.fonts = kith_web::document_fonts().map(Fonts::new);
    settings.file_limit = config.file_limit;
    settings.file_quota = config.file_quota;
    settings.secrets = secrets::load(config)?;
    let mut post = PostOffice::new(config.mail_from.clone(), config.smtp.clone(), config.data_dir.join("outbox"));
    let mut further = Vec::new();
    if let Some(path) = &config.mail_ca {
        further = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        post = post.trusting(&further).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let ports = Ports {
        mailer: Arc::new(post),
        mail_reader: Arc::new(ImapReader::new(&further)?),
        texter: Arc::new(TextGateway::new()?),
        pusher: Arc::new(PushPost::new(&config.mail_from.address, config.push_private)?),
        blobs: blobs(config)?,
        scanner: config.clamd.clone().map(|address| Arc::new(Clamd::new(address)) as Arc<dyn Scanner>),
    };
    Ok(App::new(store, Arc::new(SystemClock), Arc::new(RandomIds::default()), ports, settings))
}

/// Where files are kept.
fn blobs(config: &Config) -> Result<Arc<dyn BlobStore>, Box<dyn Error>> {
    Ok(match &config.files_url {
        Some(url) => Arc::new(Bucket::new(url, std::env::vars())?),
        None => Arc::new(FileFolder::new(config.data_dir.join("files"))),
    })
}
