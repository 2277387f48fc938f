//! ClamAV's daemon as the scanner of files, by its INSTREAM command.

use std::time::Duration;

use futures_util::StreamExt;
use kith_app::ports::{BoxFuture, ByteStream, ScanError, Scanner, Verdict};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// So long it may be silent: large archives take their time.
const PATIENCE: Duration = Duration::from_secs(120);
/// A longer answer is none of its own.
const LONGEST: u64 = 4096;

/// A daemon at an address.
pub struct Clamd {
    address: String,
}

impl Clamd {
    /// The daemon at `host:port`.
    pub fn new(address: impl Into<String>) -> Self {
        Clamd { address: address.into() }
    }

    async fn ask(&self, mut bytes: ByteStream) -> Result<Verdict, ScanError> {
        let mut stream = patient(TcpStream::connect(&self.address)).await?;
        patient(stream.write_all(b"zINSTREAM\0")).await?;
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(|error| ScanError(error.to_string()))?;
            // A piece of no length would be the end.
            for part in piece.chunks(256 * 1024).filter(|part| !part.is_empty()) {
                let sent = async {
                    stream.write_all(&(part.len() as u32).to_be_bytes()).await?;
                    stream.write_all(part).await
                };
                if let Err(error) = patient(sent).await {
                    // It hangs up on what is too long for it, and has said so before.
                    return verdict(&answer(&mut stream).await.unwrap_or_default()).map_err(|_| error);
                }
            }
        }
        patient(stream.write_all(&0u32.to_be_bytes())).await?;
        verdict(&answer(&mut stream).await?)
    }
}

impl Scanner for Clamd {
    fn scan<'a>(&'a self, bytes: ByteStream) -> BoxFuture<'a, Result<Verdict, ScanError>> {
        Box::pin(self.ask(bytes))
    }
}

async fn patient<T>(work: impl Future<Output = std::io::Result<T>>) -> Result<T, ScanError> {
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(ScanError(format!("clamd cannot be asked: {error}"))),
        Err(_) => Err(ScanError("clamd does not answer".into())),
    }
}

async fn answer(stream: &mut TcpStream) -> Result<String, ScanError> {
    let mut answer = Vec::new();
    patient(stream.take(LONGEST).read_to_end(&mut answer)).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

/// `stream: OK`, `stream: <name> FOUND`, or an error.
fn verdict(answer: &str) -> Result<Verdict, ScanError> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None if said == "OK" => Ok(Verdict::Clean),
        None => Err(ScanError(format!("clamd says: {said}"))),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures_util::stream;
    use tokio::net::TcpListener;

    use super::*;

    /// Speaks the protocol as clamd does: pieces with their length before them, up to one of no length;
    /// more than `limit` bytes are answered with an error, and the connection is closed.
    async fn stand_in(limit: usize) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut command = [0u8; 10];
                stream.read_exact(&mut command).await.expect("a command");
                assert_eq!(&command, b"zINSTREAM\0");
                let mut all = Vec::new();
                let answer: &[u8] = loop {
                    let length = stream.read_u32().await.expect("a length") as usize;
                    if length == 0 {
                        let bad = all.windows(5).any(|window| window == b"EICAR");
                        break if bad { b"stream: Win.Test.EICAR_HDB-1 FOUND\0" } else { b"stream: OK\0" };
                    }
                    if all.len() + length > limit {
                        break b"INSTREAM size limit exceeded. ERROR\0";
                    }
                    let mut piece = vec![0; length];
                    stream.read_exact(&mut piece).await.expect("a piece");
                    all.extend(piece);
                };
                stream.write_all(answer).await.expect("answered");
            }
        });
        address
    }

    fn bytes(pieces: Vec<Vec<u8>>) -> ByteStream {
        Box::pin(stream::iter(pieces.into_iter().map(|piece| Ok(Bytes::from(piece)))))
    }

    #[tokio::test]
    async fn it_is_asked_in_its_own_words() {
        let clamd = Clamd::new(stand_in(10_000_000).await);
        let clean = clamd.scan(bytes(vec![vec![7; 1_000_000], Vec::new(), vec![1]])).await;
        assert_eq!(clean.expect("scanned"), Verdict::Clean);
        assert_eq!(clamd.scan(bytes(Vec::new())).await.expect("scanned"), Verdict::Clean);
        // Cut in the middle of what is looked for.
        let infected = clamd.scan(bytes(vec![b"X5O EIC".to_vec(), b"AR".to_vec()])).await;
        assert_eq!(infected.expect("scanned"), Verdict::Infected("Win.Test.EICAR_HDB-1".into()));
    }

    #[tokio::test]
    async fn what_it_cannot_say_is_an_error() {
        let short = Clamd::new(stand_in(1000).await);
        assert!(short.scan(bytes(vec![vec![0; 5000]])).await.is_err());
        let broken = stream::iter([Err(kith_app::ports::BlobError::Failed("cut".into()))]);
        assert!(short.scan(Box::pin(broken)).await.is_err());
        // Nobody listens where nobody listened a moment ago.
        let gone = TcpListener::bind("127.0.0.1:0").await.and_then(|socket| socket.local_addr()).expect("a free port");
        assert!(Clamd::new(gone.to_string()).scan(bytes(Vec::new())).await.is_err());
    }
}
