verified = El correo electrónico se ha verificado correctamente
