verified = Email verified successfully
setup-instead = To create the first administrator, run this on the server: { $command }
