//! Configuration: flag over environment over TOML file over default.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use kith_app::ports::{Address, MailServer, Security};
use kith_store::{Engine, StoreConfig};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// Settings as given on the command line or in the environment; absent ones come from the TOML file.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// TOML file with any of these settings, named as the flags with underscores [default: kith.toml, if it is there]
    #[arg(long, env = "KITH_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Address and port to serve on [default: 127.0.0.1:8080]
    #[arg(long, env = "KITH_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,

    /// Folder for the SQLite database, uploads and the mail outbox; made if missing [default: ./data]
    #[arg(long, env = "KITH_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,

    /// PostgreSQL address, postgres://user:password@host/database; absent: SQLite in the data folder
    #[arg(long, env = "KITH_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The address people reach Kith at, for links in mails and secure cookies [default: http://localhost:<port>]
    #[arg(long, env = "KITH_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// What is logged: error, warn, info, debug, or per module like kith_api=debug [default: info]
    #[arg(long, env = "KITH_LOG", value_name = "FILTER")]
    pub log: Option<String>,

    /// How log lines are written [default: text]
    #[arg(long, env = "KITH_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,

    /// Whether anybody may create a further workspace by registering [default: false]
    #[arg(long, env = "KITH_OPEN_REGISTRATION", value_name = "BOOL")]
    pub open_registration: Option<bool>,

    /// Whether a proxy in front sets X-Forwarded-For, which is then believed [default: false]
    #[arg(long, env = "KITH_TRUST_PROXY", value_name = "BOOL")]
    pub trust_proxy: Option<bool>,

    /// Database connections that read at the same time [default: as many as processor cores]
    #[arg(long, env = "KITH_READERS", value_name = "NUMBER")]
    pub readers: Option<usize>,

    /// Requests a caller may make per minute; 0 for no limit [default: 1200]
    #[arg(long, env = "KITH_RATE_LIMIT", value_name = "NUMBER")]
    pub rate_limit: Option<u32>,

    /// Megabytes of the largest file that can be uploaded [default: 200]
    #[arg(long, env = "KITH_FILE_LIMIT", value_name = "MEGABYTES")]
    pub file_limit: Option<u64>,

    /// Megabytes that all files of a workspace take together [default: 10240]
    #[arg(long, env = "KITH_FILE_QUOTA", value_name = "MEGABYTES")]
    pub file_quota: Option<u64>,

    /// Bucket of S3-compatible storage for files, s3://bucket/folder; its keys, region and server come from
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL; absent: the data folder
    #[arg(long, env = "KITH_FILES_URL", value_name = "URL")]
    pub files_url: Option<String>,

    /// ClamAV's daemon, which scans files before they are handed out; absent: none are scanned
    #[arg(long, env = "KITH_CLAMD", value_name = "HOST:PORT")]
    pub clamd: Option<String>,

    /// The mail server that sends Kith's own mails, smtp://user:password@host:587 (STARTTLS), smtps:// (TLS) or
    /// smtp+plain:// (none, for a server on this machine); absent: mails are written into the data folder
    #[arg(long, env = "KITH_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// The sender of Kith's own mails, such as "Kith <crm@example.com>" [default: no-reply@ the public URL's host]
    #[arg(long, env = "KITH_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,

    /// PEM file of certificates that mail servers may show beside those the machine trusts
    #[arg(long, env = "KITH_MAIL_CA", value_name = "FILE")]
    pub mail_ca: Option<PathBuf>,

    /// Keys that seal the passwords of mailboxes, 32 bytes in base64 each, with commas between them, the newest
    /// first [default: those in secret.key in the data folder, which is made]
    #[arg(long, env = "KITH_SECRET_KEY", value_name = "KEYS", hide_env_values = true)]
    pub secret_key: Option<String>,

    /// Whether browsers' push services may be on this machine or in a private network, and without TLS: for tests and
    /// development [default: false]
    #[arg(long, env = "KITH_PUSH_PRIVATE", value_name = "BOOL")]
    pub push_private: Option<bool>,

    /// Seconds after which an aggregate, search or export query is stopped [default: 30]
    #[arg(long, env = "KITH_QUERY_TIMEOUT", value_name = "SECONDS")]
    pub query_timeout: Option<u64>,
}

/// Settings with every default filled in.
#[derive(Clone)]
pub struct Config {
    /// Address and port to serve on.
    pub listen: SocketAddr,
    /// Folder of the data.
    pub data_dir: PathBuf,
    /// How to open the store.
    pub store: StoreConfig,
    /// Without a slash at its end.
    pub public_url: String,
    /// Filter of log lines.
    pub log: String,
    /// Their form.
    pub log_format: LogFormat,
    /// Whether anybody may create a further workspace.
    pub open_registration: bool,
    /// Whether X-Forwarded-For is believed.
    pub trust_proxy: bool,
    /// The largest file, in bytes.
    pub file_limit: u64,
    /// The bytes that all files of a workspace take together.
    pub file_quota: u64,
    /// The bucket that keeps files, where not the data folder does.
    pub files_url: Option<String>,
    /// Where ClamAV's daemon listens.
    pub clamd: Option<String>,
    /// The server that sends Kith's own mails.
    pub smtp: Option<MailServer>,
    /// Their sender.
    pub mail_from: Address,
    /// Further certificates of mail servers.
    pub mail_ca: Option<PathBuf>,
    /// Keys that seal the passwords of mailboxes, where they are not in a file.
    pub secret_key: Option<String>,
    /// Whether browsers' push services may be in a private network.
    pub push_private: bool,
    /// Requests a caller may make per minute; `None` for no limit.
    pub rate_limit: Option<u32>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is not TOML or has an unknown setting.
    #[error("{0}: {1}")]
    Invalid(PathBuf, toml::de::Error),
    /// A setting's value makes no sense.
    #[error("{0}")]
    Value(String),
}

const MEGABYTE: u64 = 1024 * 1024;

impl Settings {
    /// Fills absent settings from the TOML file, then from the defaults.
    pub fn resolve(self) -> Result<Config, ConfigError> {
        let file = match &self.config {
            Some(path) => read_file(path)?,
            None if Path::new("kith.toml").exists() => read_file(Path::new("kith.toml"))?,
            None => Settings::default(),
        };
        let listen = self.listen.or(file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let data_dir = self.data_dir.or(file.data_dir).unwrap_or_else(|| PathBuf::from("data"));
        let engine = match self.database_url.or(file.database_url).filter(|url| !url.is_empty()) {
            None => Engine::Sqlite(data_dir.join("kith.db")),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => Engine::Postgres(url),
            Some(_) => return Err(ConfigError::Value("the database URL must begin with postgres://".into())),
        };
        let public_url = self.public_url.or(file.public_url);
        let public_url = public_url.unwrap_or_else(|| format!("http://localhost:{}", listen.port()));
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            return Err(ConfigError::Value("the public URL must begin with http:// or https://".into()));
        }
        let public_url = public_url.trim_end_matches('/').to_owned();
        let smtp = self.smtp_url.or(file.smtp_url).filter(|url| !url.is_empty());
        let smtp = smtp.map(|url| mail_server(&url)).transpose()?;
        let mail_from = self.mail_from.or(file.mail_from).filter(|address| !address.trim().is_empty());
        let mail_from = mail_from.map_or_else(|| own_address(&public_url), |text| sender(&text))?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let readers = self.readers.or(file.readers).unwrap_or(cores).clamp(1, 64);
        let query_timeout = self.query_timeout.or(file.query_timeout).unwrap_or(30).clamp(1, 3600);
        Ok(Config {
            listen,
            data_dir,
            store: StoreConfig { engine, readers, scan_timeout_ms: query_timeout * 1000, kinds: &kith_catalog::KINDS },
            public_url,
            smtp,
            mail_from,
            secret_key: self.secret_key.or(file.secret_key).filter(|key| !key.trim().is_empty()),
            mail_ca: self.mail_ca.or(file.mail_ca),
            log: self.log.or(file.log).unwrap_or_else(|| "info".into()),
            log_format: self.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            open_registration: self.open_registration.or(file.open_registration).unwrap_or(false),
            files_url: self.files_url.or(file.files_url).filter(|url| !url.is_empty()),
            clamd: self.clamd.or(file.clamd).filter(|address| !address.is_empty()),
            file_limit: self.file_limit.or(file.file_limit).unwrap_or(200).saturating_mul(MEGABYTE),
            file_quota: self.file_quota.or(file.file_quota).unwrap_or(10 * 1024).saturating_mul(MEGABYTE),
            trust_proxy: self.trust_proxy.or(file.trust_proxy).unwrap_or(false),
            push_private: self.push_private.or(file.push_private).unwrap_or(false),
            rate_limit: Some(self.rate_limit.or(file.rate_limit).unwrap_or(1200)).filter(|limit| *limit > 0),
        })
    }
}

/// `smtp://user:password@host:port`
fn mail_server(url: &str) -> Result<MailServer, ConfigError> {
    let wrong = || {
        ConfigError::Value(
            "the SMTP URL must look like smtp://user:password@host:587, smtps://… or smtp+plain://…".into(),
        )
    };
    let (scheme, rest) = url.trim_end_matches('/').split_once("://").ok_or_else(wrong)?;
    let (security, usual) = match scheme {
        "smtp" => (Security::StartTls, 587),
        "smtps" => (Security::Tls, 465),
        "smtp+plain" => (Security::None, 25),
        _ => return Err(wrong()),
    };
    let (login, place) = rest.rsplit_once('@').map_or((None, rest), |(login, place)| (Some(login), place));
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().map_err(|_| wrong())?),
        None => (place, usual),
    };
    if host.is_empty() || host.contains(['/', '?', ' ']) {
        return Err(wrong());
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (user, password) = login.map_or((None, ""), |login| {
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        (Some(decoded(user)), password)
    });
    Ok(MailServer { host: host.trim_matches(['[', ']']).to_owned(), port, security, user, password: decoded(password) })
}

/// `Name <address>`, or an address.
fn sender(text: &str) -> Result<Address, ConfigError> {
    let text = text.trim();
    let address = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, address)) => Address::new(address.trim(), name.trim().trim_matches('"')),
        None => Address::new(text, "Kith"),
    };
    match address.address.split_once('@') {
        Some((local, host))
            if !local.is_empty() && !host.is_empty() && !address.address.contains([' ', '<', '>', ',']) =>
        {
            Ok(address)
        }
        _ => Err(ConfigError::Value("the sender of mails must look like Kith <crm@example.com>".into())),
    }
}

fn own_address(public_url: &str) -> Result<Address, ConfigError> {
    let host = public_url.split("://").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost");
    sender(&format!("Kith <no-reply@{host}>"))
}

fn read_file(path: &Path) -> Result<Settings, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
    toml::from_str(&text).map_err(|error| ConfigError::Invalid(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_the_default() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("kith.toml");
        fs::write(&path, "listen = \"127.0.0.1:9000\"\npublic_url = \"https://crm.example.com/\"\n").expect("written");
        let settings = Settings { config: Some(path.clone()), ..Settings::default() };
        let config = settings.clone().resolve().expect("valid");
        assert_eq!(config.listen.port(), 9000);
        assert_eq!(config.public_url, "https://crm.example.com");
        let flagged = Settings { listen: "127.0.0.1:9001".parse().ok(), ..settings };
        assert_eq!(flagged.resolve().expect("valid").listen.port(), 9001);
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("kith.toml");
        fs::write(&path, "lisen = \"127.0.0.1:9000\"\n").expect("written");
        let error = Settings { config: Some(path), ..Settings::default() }.resolve().err().expect("refused");
        assert!(error.to_string().contains("lisen"), "{error}");
    }

    #[test]
    fn mail_servers_and_senders_are_read() {
        let smtp = |url: &str| Settings { smtp_url: Some(url.into()), ..Settings::default() }.resolve();
        let server = smtp("smtps://ana%40b.test:p%3Aw%40d@mail.b.test").expect("valid").smtp.expect("a server");
        assert_eq!((server.host.as_str(), server.port, server.security), ("mail.b.test", 465, Security::Tls));
        assert_eq!((server.user.as_deref(), server.password.as_str()), (Some("ana@b.test"), "p:w@d"));
        let server = smtp("smtp+plain://127.0.0.1:2525").expect("valid").smtp.expect("a server");
        assert_eq!((server.port, server.security, server.user), (2525, Security::None, None));
        for wrong in ["mail.b.test", "http://b.test", "smtp://", "smtp://b.test:many"] {
            assert!(smtp(wrong).is_err(), "{wrong}");
        }
        let from = |text: &str| Settings { mail_from: Some(text.into()), ..Settings::default() }.resolve();
        assert_eq!(from("Team A <a@b.test>").expect("valid").mail_from, Address::new("a@b.test", "Team A"));
        assert!(from("a@b.test, c@d.test").is_err() && from("nobody").is_err());
        let own = Settings { public_url: Some("https://crm.b.test:8443/kith".into()), ..Settings::default() };
        assert_eq!(own.resolve().expect("valid").mail_from.address, "no-reply@crm.b.test");
    }

    #[test]
    fn another_database_than_postgresql_is_refused() {
        let settings = Settings { database_url: Some("mysql://x".into()), ..Settings::default() };
        assert!(settings.resolve().is_err());
    }
}
