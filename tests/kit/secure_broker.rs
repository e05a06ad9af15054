//! A Kafka-protocol broker behind TLS and SASL (RFC 4616, PLAIN): a proxy that
//! ends the encryption, asks for name and password as a broker does
//! (SaslHandshake, SaslAuthenticate), and passes everything else through.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

use crate::{Broker, Db};

const SASL_HANDSHAKE: i16 = 17;
const SASL_AUTHENTICATE: i16 = 36;
const UNSUPPORTED_MECHANISM: i16 = 33;
const AUTHENTICATION_FAILED: i16 = 58;

pub struct SecureBroker {
    port: u16,
    authority: PathBuf,
    state: Arc<Mutex<State>>,
    listening: JoinHandle<()>,
    _broker: Broker,
}

struct State {
    password: String,
    acceptor: TlsAcceptor,
    connections: Vec<JoinHandle<()>>,
}

impl SecureBroker {
    pub const USER: &str = "roster";
    pub const PASSWORD: &str = "s3cret-of-Kafka";

    /// Its certificate lies in the test's folder.
    pub async fn start(db: &Db) -> SecureBroker {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let broker = Broker::behind(port);
        let (acceptor, certificate) = certified();
        let authority = db.folder().join("broker.pem");
        std::fs::write(&authority, certificate).expect("write the certificate");
        let password = SecureBroker::PASSWORD.to_owned();
        let state = Arc::new(Mutex::new(State { password, acceptor, connections: Vec::new() }));
        let (shared, behind) = (state.clone(), broker.port());
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mut state = shared.lock().expect("the state");
                let (acceptor, password) = (state.acceptor.clone(), state.password.clone());
                let serving = tokio::spawn(async move {
                    if let Ok(mut stream) = acceptor.accept(stream).await
                        && authenticated(&mut stream, &password).await.unwrap_or(false)
                        && let Ok(mut inner) = TcpStream::connect(("127.0.0.1", behind)).await
                    {
                        let _ = copy_bidirectional(&mut stream, &mut inner).await;
                    }
                });
                state.connections.push(serving);
            }
        });
        SecureBroker { port, authority, state, listening, _broker: broker }
    }

    /// The value of `messages.url` that leads here, with this password.
    pub fn url(&self, password: &str) -> String {
        format!(
            "kafka://{}:{password}@127.0.0.1:{}/roster?tls=required&ca={}&sasl=plain",
            SecureBroker::USER,
            self.port,
            self.authority.display()
        )
    }

    /// Wants another password from now on; everybody has to come again.
    pub fn set_password(&self, password: &str) {
        self.state.lock().expect("the state").password = password.to_owned();
        self.cut();
    }

    /// Shows a certificate that nobody knows; gives back the one before.
    pub fn set_certificate(&self, known: Option<TlsAcceptor>) -> TlsAcceptor {
        let next = known.unwrap_or_else(|| certified().0);
        let before = std::mem::replace(&mut self.state.lock().expect("the state").acceptor, next);
        self.cut();
        before
    }

    fn cut(&self) {
        for connection in self.state.lock().expect("the state").connections.drain(..) {
            connection.abort();
        }
    }
}

impl Drop for SecureBroker {
    fn drop(&mut self) {
        self.listening.abort();
        self.cut();
    }
}

/// A certificate of its own, in PEM.
fn certified() -> (TlsAcceptor, String) {
    let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).expect("a key");
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .expect("a certificate");
    let text = STANDARD.encode(own.cert.der());
    let pem = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
    (TlsAcceptor::from(Arc::new(config)), pem)
}

type Stream = TlsStream<TcpStream>;

/// One request: its kind, its number and what follows its header (version 1).
async fn request(stream: &mut Stream) -> std::io::Result<(i16, i32, Vec<u8>)> {
    let length = stream.read_i32().await?;
    let mut frame = vec![0; usize::try_from(length).unwrap_or(0).min(1 << 20)];
    stream.read_exact(&mut frame).await?;
    let word = |at: usize| i16::from_be_bytes([frame[at], frame[at + 1]]);
    let number = i32::from_be_bytes([frame[4], frame[5], frame[6], frame[7]]);
    let client = usize::try_from(word(8)).unwrap_or(0);
    Ok((word(0), number, frame[10 + client..].to_vec()))
}

async fn answer(stream: &mut Stream, number: i32, body: &[u8]) -> std::io::Result<()> {
    stream.write_i32(4 + body.len() as i32).await?;
    stream.write_i32(number).await?;
    stream.write_all(body).await?;
    stream.flush().await
}

/// Whether name and password were the right ones; they are told if not.
async fn authenticated(stream: &mut Stream, password: &str) -> std::io::Result<bool> {
    let (kind, number, body) = request(stream).await?;
    let plain = body.get(2..) == Some(b"PLAIN".as_slice());
    let error = if kind == SASL_HANDSHAKE && plain { 0 } else { UNSUPPORTED_MECHANISM };
    let mut reply = error.to_be_bytes().to_vec();
    reply.extend(1_i32.to_be_bytes());
    reply.extend(5_i16.to_be_bytes());
    reply.extend(b"PLAIN");
    answer(stream, number, &reply).await?;
    let (kind, number, body) = request(stream).await?;
    let wanted = format!("\0{}\0{password}", SecureBroker::USER);
    let right = kind == SASL_AUTHENTICATE && body.get(4..) == Some(wanted.as_bytes());
    let mut reply = if right { 0 } else { AUTHENTICATION_FAILED }.to_be_bytes().to_vec();
    match right {
        true => reply.extend((-1_i16).to_be_bytes()),
        false => {
            let why = b"Authentication failed";
            reply.extend((why.len() as i16).to_be_bytes());
            reply.extend(why);
        }
    }
    // No octets of its own, and no end of the session.
    reply.extend(0_i32.to_be_bytes());
    reply.extend(0_i64.to_be_bytes());
    answer(stream, number, &reply).await?;
    Ok(right)
}
