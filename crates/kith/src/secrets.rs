//! The keys that seal passwords: from the environment, or from a file in the data folder.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use kith_app::secrets::Keyring;

use crate::config::Config;

const FILE: &str = "secret.key";

/// The keys as configured. Where there are none yet, one is made.
pub fn load(config: &Config) -> Result<Keyring, Box<dyn Error>> {
    if let Some(keys) = &config.secret_key {
        return Keyring::read(keys).map_err(|error| format!("KITH_SECRET_KEY: {error}").into());
    }
    let path = config.data_dir.join(FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => first(&path)?,
        Err(error) => return Err(failed(&path, &error)),
    };
    Keyring::read(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Puts a new key before those that are there, and answers where.
pub fn add(config: &Config) -> Result<PathBuf, Box<dyn Error>> {
    if config.secret_key.is_some() {
        return Err("the keys come from the environment: put the new one before the old ones there".into());
    }
    load(config)?;
    let path = config.data_dir.join(FILE);
    let known = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    let part = config.data_dir.join(format!("{FILE}.part"));
    let _ = std::fs::remove_file(&part);
    write(&part, &format!("{}\n{known}", Keyring::new_key())).map_err(|error| failed(&part, &error))?;
    std::fs::rename(&part, &path).map_err(|error| failed(&path, &error))?;
    Ok(path)
}

/// The first key. Of two processes that start at once one makes it, and the other reads it.
fn first(path: &Path) -> Result<String, Box<dyn Error>> {
    let key = format!("{}\n", Keyring::new_key());
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let _ = std::fs::remove_file(&part);
    write(&part, &key).map_err(|error| failed(path, &error))?;
    let made = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part).map_err(|error| failed(path, &error))?;
    match made {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            std::fs::read_to_string(path).map_err(|error| failed(path, &error))
        }
        Err(error) => Err(failed(path, &error)),
    }
}

/// Nobody else may read it.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn failed(path: &Path, error: &std::io::Error) -> Box<dyn Error> {
    format!("the secret key {} cannot be read or made: {error}", path.display()).into()
}
