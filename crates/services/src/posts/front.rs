//! The newest posts, which most visitors ask for.

use std::sync::{Arc, OnceLock};

use domain::Result;
use domain::page::{Listed, Page};
use domain::posts::{PostQuery, PostStatus, Written};
use store::posts::Sought;

use crate::App;

/// As many as a feed has.
const NEWEST: u64 = 20;

/// The newest published posts, and what doors made of them.
pub struct Front {
    pub listed: Listed<Written>,
    /// The beginning of each as plain text.
    pub excerpts: OnceLock<Vec<String>>,
    /// The feed.
    pub feed: OnceLock<String>,
}

/// The newest published posts.
pub async fn front(app: &App) -> Result<Arc<Front>> {
    let read = async {
        let sought = Sought {
            status: PostStatus::Published,
            author: None,
            words: Vec::new(),
            fingerprint: PostQuery::default().fingerprint(),
        };
        let page = Page { skip: 0, limit: NEWEST, cursor: None };
        let listed = store::posts::list(&app.store, &sought, &page, None).await?;
        Ok(Front { listed, excerpts: OnceLock::new(), feed: OnceLock::new() })
    };
    app.front.get(read).await
}
