use super::*;

fn fault(url: &str) -> Option<String> {
    check_url(url).err()
}

#[test]
fn addresses_are_read_and_faults_do_not_repeat_them() {
    for sound in [
        "",
        "mailchimp://0123abc-us6@us6/c0ffee",
        "mailchimp://0123abc-us6@127.0.0.1:8080/c0ffee",
        "webhook+https://whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw@example.org/hook?a=b",
        "webhook+https://example.org/hook?secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "webhook+https://example.org/hook",
        "webhook+http://localhost:9/hook",
        "webhook+http://[::1]:9/hook",
    ] {
        assert_eq!(fault(sound), None, "{sound}");
    }
    for bad in [
        "mailchimp://us6/c0ffee",
        "mailchimp://s3cret@us6",
        "mailchimp://s3cret@us6/a/b",
        "mailchimp://s3cret@us6:8080/list",
        "mailchimp://s3cret@evil.example/list",
        "mailchimp://s3cret:x@us6/list",
        "webhook+http://example.org/s3cret",
        "webhook+https://whsec_s3cret@example.org/",
        "webhook+https://s3cret@example.org/",
        "webhook+https://",
        "webhook+ftp://s3cret",
        "https://s3cret",
        "s3cret",
    ] {
        let fault = fault(bad).unwrap_or_else(|| panic!("{bad} was taken"));
        assert!(fault.starts_with("expected ") && !fault.contains("s3cret"), "{fault}");
    }
}

#[test]
fn only_a_webhook_can_be_unsigned() {
    assert!(!is_signed("webhook+https://example.org/hook"));
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    assert!(is_signed(&format!("webhook+https://{secret}@example.org/hook")));
    assert!(is_signed("mailchimp://key@us6/list") && is_signed(""));
}

/// Worked out with Python's hmac.
#[test]
fn signatures_are_those_of_standard_webhooks() {
    use base64::Engine;
    let secret = base64::engine::general_purpose::STANDARD
        .decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .unwrap();
    let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    let signature = webhook::sign(&secret, id, "1614265330", "{\"test\": 2432232314}").unwrap();
    assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

fn answer(status: u16, headers: &[(&str, &str)]) -> Response {
    let lines: String = headers.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
    let text = format!("HTTP/1.1 {status} x\r\n{lines}content-length: 15\r\n\r\nana@example.org");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let serve = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 1024]).await.unwrap();
            stream.write_all(text.as_bytes()).await.unwrap();
            stream
        };
        let (response, _stream) = tokio::join!(client.get(url).send(), serve);
        response.unwrap()
    })
}

#[test]
fn waiting_times_are_read_as_seconds_and_dates() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let wait = |headers: &[(&str, &str)]| retry_after(&answer(429, headers)).map(|w| w.as_secs());
    assert_eq!(wait(&[]), None);
    assert_eq!(wait(&[("retry-after", "7")]), Some(7));
    assert_eq!(wait(&[("retry-after", "0")]), Some(1));
    assert_eq!(wait(&[("retry-after", "999999")]), Some(3600));
    assert_eq!(wait(&[("retry-after", "soon")]), None);
    let dates = [
        ("date", "Sat, 21 Nov 2026 10:00:00 GMT"),
        ("retry-after", "Sat, 21 Nov 2026 10:00:30 GMT"),
    ];
    assert_eq!(wait(&dates), Some(30));
}
