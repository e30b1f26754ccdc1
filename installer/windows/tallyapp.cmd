@rem The command tallyapp, for a console.
@"%~dp0python\python.exe" -I -m tallyapp %*
