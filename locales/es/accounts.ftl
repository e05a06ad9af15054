verified = El correo electrónico se ha verificado correctamente
setup-instead = Para crear el primer administrador, ejecute esto en el servidor: { $command }
