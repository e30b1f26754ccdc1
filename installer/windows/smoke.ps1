# The first things to try on a Windows computer on which the package is installed. It counts a
# practice election without a window, verifies what was signed, looks whether .tally files open in
# the program, and then opens the window. Run it in PowerShell as an ordinary user:
#     powershell -ExecutionPolicy Bypass -File smoke.ps1
# Please send what it prints to the project: nobody has seen it run on Windows yet.
$ErrorActionPreference = "Stop"
$program = Join-Path $env:ProgramFiles "tallyapp\tallyapp.cmd"
$folder = Join-Path ([IO.Path]::GetTempPath()) ("tallyapp-" + [Guid]::NewGuid())
New-Item -ItemType Directory $folder | Out-Null

function Step($words, [scriptblock] $what) {
    Write-Host "== $words"
    & $what
    if ($LASTEXITCODE) { throw "$words ended with $LASTEXITCODE" }
}

Step "version" { & $program --version }
Step "a practice count" { & $program demo --headless --out $folder }
Step "figures" { & $program tally (Join-Path $folder "oxford-east.tally") }
Step "the declaration" { & $program verify (Join-Path $folder "oxford-east-declaration.pdf") }
$kind = (Get-ItemProperty "Registry::HKEY_CLASSES_ROOT\.tally")."(default)"
if ($kind -ne "tallyapp.count") { throw ".tally belongs to '$kind'" }
Write-Host "== .tally opens in tallyapp"
Write-Host "== The window opens now. Close it to end."
Start-Process -Wait (Join-Path $folder "oxford-east.tally")
Remove-Item -Recurse $folder
Write-Host "All of it went well."
