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
percent = { $number }%
