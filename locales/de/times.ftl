time-ago = { $unit ->
    [minutes] { $count ->
        [one] vor { $count } Minute
       *[other] vor { $count } Minuten
    }
    [hours] { $count ->
        [one] vor { $count } Stunde
       *[other] vor { $count } Stunden
    }
    [days] { $count ->
        [one] vor { $count } Tag
       *[other] vor { $count } Tagen
    }
   *[now] gerade eben
}
percent = { $number } %
