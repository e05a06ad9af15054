# Время: $month от 1 до 12; $time вида 14:05.
time-date = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
} { $year } г.
time-moment = { $date }, { $time }
time-ago = { $unit ->
    [minutes] { $count ->
        [one] { $count } минуту назад
        [few] { $count } минуты назад
       *[other] { $count } минут назад
    }
    [hours] { $count ->
        [one] { $count } час назад
        [few] { $count } часа назад
       *[other] { $count } часов назад
    }
    [days] { $count ->
        [one] { $count } день назад
        [few] { $count } дня назад
       *[other] { $count } дней назад
    }
   *[now] только что
}
