# Moments: $month is 1 to 12; $time is a clock time such as 14:05.
time-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
time-moment = { $date }, { $time }
time-ago = { $unit ->
    [minutes] { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
    [hours] { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
    [days] { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
   *[now] just now
}
