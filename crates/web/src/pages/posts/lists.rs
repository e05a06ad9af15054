//! Posts as lists show them.

use domain::clock;
use domain::pictures::Size;
use domain::posts::Written;
use serde_json::{Value, json};
use services::pictures;

/// Posts on a page.
pub const SIZE: u64 = 5;
/// Characters of a post that a list shows.
const EXCERPT: usize = 280;

pub fn excerpts(posts: &[Written]) -> Vec<String> {
    posts.iter().map(|written| views::prose::excerpt(&written.post.body, EXCERPT)).collect()
}

pub fn cards(posts: &[Written]) -> Vec<Value> {
    posts.iter().zip(excerpts(posts)).map(|(written, excerpt)| card(written, &excerpt)).collect()
}

/// A post in a list.
pub fn card(written: &Written, excerpt: &str) -> Value {
    let post = &written.post;
    json!({
        "id": post.id,
        "title": post.title,
        "excerpt": excerpt,
        "status": post.status.as_str(),
        "at": clock::format(post.listed_at),
        "author": author(written),
    })
}

/// Who wrote it; null where nobody is named any more.
pub fn author(written: &Written) -> Value {
    written.author.as_ref().map_or(Value::Null, |author| {
        let picture = author.picture.as_deref();
        json!({
            "nickname": author.nickname,
            "picture": pictures::path_of(&author.nickname, picture, Size::Small),
            "is_public": author.is_public,
        })
    })
}
