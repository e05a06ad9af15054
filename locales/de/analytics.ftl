# Zahlen: analytics-… in der Verwaltung, privacy-… auf der Seite darüber, was gezählt wird.

admin-nav-analytics = Auswertung
nav-privacy = Datenschutz
filter-not-seen = Nicht gesehen seit
filter-reached = So weit gekommen
filter-source = Gekommen durch

analytics-title = Auswertung
analytics-members-title = Wer bleibt
analytics-sides = Seiten der Auswertung
analytics-side-overview = Überblick
analytics-side-members = Wer bleibt
analytics-from = Von
analytics-to = Bis
analytics-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
analytics-day = { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
analytics-week = Woche { $number }
analytics-off = Es wird nichts gezählt: analytics.enabled ist aus. Die Zahlen sind die von früher.
analytics-today = Der heutige Tag ist nicht vorbei: Seine Zahlen wachsen noch und sind gepunktet. Tage sind solche in UTC.
analytics-running = { $period } (läuft noch)
analytics-table = Zahlen zeigen
analytics-what = Was ist das?
analytics-list-csv = Liste als CSV
analytics-change = Gegenüber ebenso vielen Tagen davor
analytics-change-up = mehr um
analytics-change-down = weniger um
analytics-change-same = verändert um

analytics-figure-visitors = Anonyme Besucher
analytics-figure-views = Anonyme Aufrufe
analytics-figure-registrations = Registrierungen
analytics-figure-verified = Bestätigt
analytics-figure-conversion = Konversion
analytics-figure-daily = Aktiv an dem Tag
analytics-figure-weekly = Aktiv in 7 Tagen
analytics-figure-monthly = Aktiv in 30 Tagen
analytics-define-visitors = Verschiedene Browser, in denen jemand ohne Anmeldung eine veröffentlichte Seite angesehen hat: einen Beitrag, eine Veranstaltung oder ein Profil. Wer nicht verfolgt werden will, hat kein Cookie und zählt hier nicht.
analytics-define-views = Wie oft veröffentlichte Seiten von Leuten ohne Anmeldung angesehen wurden. Roboter, die sich zu erkennen geben, und Seiten, die ein Browser nur vorab lädt, zählen nicht.
analytics-define-registrations = Leute, die sich selbst registriert haben, eingeladen oder nicht. Konten, die jemand aus der Verwaltung angelegt oder importiert hat, zählen nicht.
analytics-define-verified = Leute, die an einem dieser Tage zum ersten Mal ihre E-Mail-Adresse bestätigt haben, wann auch immer sie sich registriert haben.
analytics-define-conversion = Der Anteil der Besucher dieser Tage, die sich danach im selben Browser registriert und ihre Adresse bestätigt haben.
analytics-define-daily = Leute, die sich am letzten dieser Tage angemeldet haben oder angemeldet kamen.
analytics-define-weekly = Leute, die sich an einem der sieben Tage bis zum letzten angemeldet haben oder angemeldet kamen.
analytics-define-monthly = Leute, die sich an einem der dreißig Tage bis zum letzten angemeldet haben oder angemeldet kamen.

analytics-chart-readers = Leser
analytics-about-readers = Für jeden Tag: Aufrufe veröffentlichter Seiten durch Leute ohne Anmeldung, und die Browser, in denen sie sie ansahen. Lange Zeiträume sind nach Wochen oder je dreißig Tagen gezeichnet.
analytics-chart-joined = Neue Mitglieder
analytics-about-joined = Für jeden Tag: Leute, die sich selbst registrierten, und erste Bestätigungen einer Adresse. Lange Zeiträume sind nach Wochen oder je dreißig Tagen gezeichnet.
analytics-chart-active = Aktive Leute
analytics-about-active = Für jeden Tag, wie viele Leute angemeldet kamen: an ihm, in den sieben Tagen bis zu ihm und in dreißig.
analytics-chart-funnel = Vom Leser zum Stammgast
analytics-about-funnel = Die Leser dieser Tage, und wie weit seither gekommen ist, wer sich in ihnen registriert hat. Mitgemacht heißt: einen Beitrag geschrieben, sich zu einer Veranstaltung angemeldet oder jemanden eingeladen. Zurück heißt: in der vierten Woche nach der der Registrierung gekommen. Die Zahlen öffnen die Listen der Leute; wer sein Konto gelöscht hat, ist gezählt, steht aber nicht mehr in der Liste.
analytics-chart-cohorts = Wer wiederkommt, in Prozent
analytics-about-cohorts = Jede Zeile ist eine Woche ab Montag mit denen, die sich in ihr registriert haben. Spalte 0 ist diese Woche, Spalte 1 die nächste; ein Feld sagt, wie viel Prozent von ihnen dann angemeldet kamen. Die Woche, die nicht vorbei ist, ist umrandet.
analytics-chart-sources = Was sie hergeführt hat
analytics-about-sources = Wer sich in diesen Tagen registriert hat: durch eine Einladung, oder durch das, was der Browser zuerst ansah, eine Veranstaltung oder einen Beitrag; sonst direkt. Der zweite Balken sind die, die in der vierten Woche wiederkamen.
analytics-chart-inactive = Länger nicht gesehen
analytics-about-inactive = Leute mit bestätigter Adresse, gezählt von der letzten Anmeldung oder Nutzung einer Sitzung bis jetzt. Wer ein Jahr nicht gesehen wurde, wurde auch eine Woche nicht gesehen, also enthält jede Zahl die nächste; wer sich nie angemeldet hat, ist in allen.

analytics-cohort-cell = { $cohort }, Woche { $week }: { $came } von { $size }
analytics-column-day = Tag
analytics-column-step = Schritt
analytics-column-people = Leute
analytics-column-share = Vom Schritt davor
analytics-column-week = Woche der Registrierung
analytics-column-size = Registriert
analytics-column-source = Gekommen durch
analytics-column-not-seen = Nicht gesehen seit
analytics-column-file = Als Datei

analytics-stage-visitor = Anonyme Leser
analytics-stage-registered = Registriert
analytics-stage-verified = Bestätigt
analytics-stage-signed-in = Angemeldet
analytics-stage-took-part = Mitgemacht
analytics-stage-back = Zurück in Woche 4
analytics-source-any = Alle
analytics-source-invitation = Einladung
analytics-source-event = Veranstaltung
analytics-source-post = Beitrag
analytics-source-direct = Direkt
analytics-not-seen-24h = 24 Stunden
analytics-not-seen-48h = 48 Stunden
analytics-not-seen-1w = Einer Woche
analytics-not-seen-1y = Einem Jahr
analytics-not-seen-never = Nie angemeldet

analytics-advice = Was du tun könntest
analytics-advice-none = Nichts fällt auf. Schau wieder vorbei, wenn es mehr zu sehen gibt.
analytics-advice-unverified = { $count ->
    [one] { $count } Person hat sich registriert und ihre Adresse nie bestätigt.
   *[other] { $count } Leute haben sich registriert und ihre Adresse nie bestätigt.
}
analytics-do-unverified = Link noch einmal senden
analytics-advice-not-signed-in = { $count ->
    [one] { $count } Person hat ihre Adresse bestätigt und sich seither nicht angemeldet.
   *[other] { $count } Leute haben ihre Adresse bestätigt und sich seither nicht angemeldet.
}
analytics-do-not-signed-in = Zeigen, wer
analytics-advice-take-part = Von { $count }, die sich angemeldet haben, haben { $part } bei etwas mitgemacht. Frag die anderen, wofür sie kamen.
analytics-do-take-part = Zeigen, wer sich angemeldet hat
analytics-advice-closed = { $count ->
    [one] { $count } Leser kam, während die Registrierung nicht allen offenstand.
   *[other] { $count } Leser kamen, während die Registrierung nicht allen offenstand.
}
analytics-do-closed = Einstellungen ansehen
analytics-advice-week = { $count ->
    [one] { $count } Person wurde eine Woche oder länger nicht gesehen. Eine Nachricht bringt sie vielleicht zurück.
   *[other] { $count } Leute wurden eine Woche oder länger nicht gesehen. Eine Nachricht bringt sie vielleicht zurück.
}
analytics-do-week = Auswählen, wem du schreibst
analytics-advice-year = { $count ->
    [one] { $count } Person wurde ein Jahr lang nicht gesehen. Frag, ob sie das Konto noch will.
   *[other] { $count } Leute wurden ein Jahr lang nicht gesehen. Frag, ob sie ihre Konten noch wollen.
}
analytics-do-year = Auswählen, wem du schreibst
analytics-advice-never = { $count ->
    [one] { $count } Person mit bestätigter Adresse hat sich nie angemeldet.
   *[other] { $count } Leute mit bestätigter Adresse haben sich nie angemeldet.
}
analytics-do-never = Zeigen, wer
analytics-advice-stay = Von { $all }, die sich in diesen Tagen registriert haben, kamen { $count } in der vierten Woche wieder. Nach den ersten Tagen fehlt etwas.
analytics-do-stay = Zeigen, wer sich registriert hat

filter-inviter = Eingeladen von
filter-sent-from = Gesendet ab
filter-sent-to = Gesendet vor
analytics-invitations-title = Was Einladungen bringen
analytics-side-invitations = Einladungen
analytics-figure-invitations = Einladungen
analytics-figure-invitations-accepted = Angenommen
analytics-figure-invitations-converted = Dabei
analytics-figure-invitations-acceptance = Annahmequote
analytics-figure-invitations-conversion = Konversionsrate
analytics-define-invitations = Einladungen, die an diesen Tagen gesendet wurden, auch an Adressen von Mitgliedern. Seither gelöschte und die von Leuten, die gegangen sind, zählen nicht.
analytics-define-invitations-acceptance = Der Anteil der an diesen Tagen gesendeten Einladungen, deren Link oder Code geöffnet wurde, gleich an welchem Tag.
analytics-define-invitations-conversion = Der Anteil der an diesen Tagen gesendeten Einladungen, deren Adresse seither jemand registriert und bestätigt hat, gleich auf welchem Weg.
analytics-chart-invitation-states = Was daraus wurde
analytics-about-invitation-states = Die an diesen Tagen gesendeten Einladungen, jede in ihrem jetzigen Zustand: gesendet und noch nicht geöffnet, geöffnet, dabei, abgelaufen oder zurückgezogen. Zusammen sind es alle.
analytics-chart-inviters = Wer einlädt
analytics-about-inviters = Die zehn Leute, die an diesen Tagen die meisten Einladungen gesendet haben. Der zweite Balken sind die geöffneten, der dritte die, deren Eingeladene dabei sind.
analytics-chart-invitations = Tag für Tag
analytics-about-invitations = Für jeden Tag: gesendete und erstmals geöffnete Einladungen und Leute, die dazukamen, gleich wann die Einladung gesendet wurde. Lange Zeiträume sind nach Wochen oder je dreißig Tagen gezeichnet.
analytics-column-state = Zustand
analytics-column-invitations = Einladungen
analytics-column-share-of-all = Anteil an allen
analytics-advice-invite = An diesen Tagen wurde niemand eingeladen.
analytics-do-invite = Leute einladen
analytics-advice-unopened = { $count ->
    [one] { $count } Einladung wurde noch nicht geöffnet. Eine zweite Mail hilft vielleicht.
   *[other] { $count } Einladungen wurden noch nicht geöffnet. Eine zweite Mail hilft vielleicht.
}
analytics-do-unopened = Auswählen, welche erneut gehen
analytics-advice-not-joined = { $count ->
    [one] { $count } Einladung wurde geöffnet, und niemand kam durch sie dazu.
   *[other] { $count } Einladungen wurden geöffnet, und niemand kam durch sie dazu.
}
analytics-do-not-joined = Ansehen, welche
analytics-advice-expired = { $count ->
    [one] { $count } Einladung ist abgelaufen. Erneutes Senden macht sie wieder gültig.
   *[other] { $count } Einladungen sind abgelaufen. Erneutes Senden macht sie wieder gültig.
}
analytics-do-expired = Auswählen, welche erneut gehen

admin-do-write = Ihnen schreiben
admin-write-text = { $count ->
    [one] Dein E-Mail-Programm öffnet sich mit einer Adresse als Blindkopie.
   *[other] Dein E-Mail-Programm öffnet sich mit { $count } Adressen als Blindkopie, damit sie einander nicht sehen.
}
admin-write-open = E-Mail-Programm öffnen

privacy-title = Datenschutz
privacy-lead = Was { $site } zählt, was aufbewahrt wird und wie lange. Diese Seite wird aus den geltenden Einstellungen gemacht.
privacy-counted = Was gezählt wird
privacy-counted-text = Wie oft veröffentlichte Seiten angesehen werden und in wie vielen Browsern, wie viele Leute sich registrieren, ihre Adresse bestätigen und sich anmelden, und wie viele wiederkommen. Gezeigt werden nur Zahlen, und nur denen, die diese Seite verwalten.
privacy-counted-members = { $days ->
    [one] Von Mitgliedern wird { $days } Tag lang vermerkt, an welchen Tagen sie kamen, und wann sie zuletzt gesehen wurden.
   *[other] Von Mitgliedern wird { $days } Tage lang vermerkt, an welchen Tagen sie kamen, und wann sie zuletzt gesehen wurden.
}
privacy-counted-off = Auf dieser Seite wird nichts gezählt.
privacy-cookie = Das Besucher-Cookie
privacy-cookie-text = { $days ->
    [one] Ein Browser, der eine veröffentlichte Seite ansieht, bekommt für { $days } Tag einen zufälligen Wert, damit er nur einmal zählt. Der Wert sagt nichts über dich, wird nur von dieser Seite gelesen und gehört zu niemandem; registrierst du dich, dient er einmal dazu, zu zählen, dass aus einem Leser ein Mitglied wurde.
   *[other] Ein Browser, der eine veröffentlichte Seite ansieht, bekommt für { $days } Tage einen zufälligen Wert, damit er nur einmal zählt. Der Wert sagt nichts über dich, wird nur von dieser Seite gelesen und gehört zu niemandem; registrierst du dich, dient er einmal dazu, zu zählen, dass aus einem Leser ein Mitglied wurde.
}
privacy-cookie-refuse = Ein Browser, der „Do Not Track“ oder „Global Privacy Control“ sendet, bekommt kein solches Cookie.
privacy-cookie-refused = Dein Browser will nicht verfolgt werden und bekommt deshalb kein solches Cookie.
privacy-kept = Wie lange
privacy-kept-visits = { $days ->
    [one] Die Tage, an denen ein Browser kam: { $days } Tag.
   *[other] Die Tage, an denen ein Browser kam: { $days } Tage.
}
privacy-kept-days = { $days ->
    [one] Die Tage, an denen ein Mitglied kam: { $days } Tag.
   *[other] Die Tage, an denen ein Mitglied kam: { $days } Tage.
}
privacy-kept-figures = { $days ->
    [one] Die Tageszahlen, die niemanden nennen: { $days } Tag.
   *[other] Die Tageszahlen, die niemanden nennen: { $days } Tage.
}
privacy-not = Was nicht geschieht
privacy-not-text = Bei dem, was gezählt wird, werden keine Netzadressen aufbewahrt. Nichts wird an andere geschickt, nichts von anderswo geladen, und kein Bild davon gemacht, was du liest.
privacy-account = Dein Konto
privacy-account-text = Alles, was über dich aufbewahrt wird, kannst du auf der Seite deiner Daten herunterladen, und dort dein Konto löschen.
privacy-leave-later = { $days ->
    [one] Wenn du um Löschung bittest, dauert es { $days } Tag, bis deine Daten verschwinden; eine Anmeldung nimmt die Bitte zurück.
   *[other] Wenn du um Löschung bittest, dauert es { $days } Tage, bis deine Daten verschwinden; eine Anmeldung nimmt die Bitte zurück.
}
privacy-leave-now = Wenn du dein Konto löschst, verschwinden deine Daten sofort.
privacy-cookies = Andere Cookies
privacy-cookies-text = Anmeldung, Formulare, Hinweise zwischen zwei Seiten und deine Wahl von Sprache und Farben brauchen je ein Cookie. Keines davon folgt dir irgendwohin.
