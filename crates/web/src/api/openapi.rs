//! What all operations of the OpenAPI document have in common, added in one
//! pass so that handlers stay readable.

use utoipa::openapi::{Info, OpenApi, OpenApiBuilder};

pub fn head() -> OpenApi {
    OpenApiBuilder::new().info(Info::new("Roster", env!("CARGO_PKG_VERSION"))).build()
}

pub fn complete(document: OpenApi) -> OpenApi {
    document
}
