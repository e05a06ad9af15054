//! Door 2: workers. They deliver messages and do what time demands.

pub mod counting;
mod dispatch;
mod handle;
mod notify;
mod schedule;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use services::App;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use views::Emails;

/// What workers need beside the services.
pub struct Workers {
    pub app: Arc<App>,
    pub emails: Emails,
}

/// Workers that run until they are told to stop.
pub struct Running {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Starts the dispatcher and the schedule. `alone` says that no other worker
/// uses this database, so that claims of an earlier run are void.
pub fn start(workers: Workers, alone: bool) -> Running {
    let workers = Arc::new(workers);
    let (stop, stopped) = watch::channel(false);
    let tasks = vec![
        tokio::spawn(dispatch::run(workers.clone(), alone, stopped.clone())),
        tokio::spawn(schedule::run(workers, stopped)),
    ];
    Running { stop, tasks }
}

impl Running {
    /// Lets deliveries in flight end; what was claimed beyond them is given
    /// back.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}
