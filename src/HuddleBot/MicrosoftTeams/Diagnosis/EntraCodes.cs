using System.Text.RegularExpressions;

namespace HuddleBot.MicrosoftTeams.Diagnosis;

/// <summary>What to do about the errors of Entra that a bot meets ("Microsoft Entra authentication and authorization error codes").</summary>
internal static partial class EntraCodes
{
    /// <summary>Null: an error that we know nothing better of.</summary>
    public static string? WhatToDo(string reason) => Code().Match(reason).Value switch
    {
        "AADSTS7000222" => "the client secret has expired: make a new one in Entra (App registrations, Certificates & secrets), put its value into MicrosoftTeams:ClientSecret, and restart the bot",
        "AADSTS7000215" => "MicrosoftTeams:ClientSecret is wrong: put the secret's value there, not its id, or make a new one in Entra (App registrations, Certificates & secrets), and restart the bot",
        "AADSTS700016" => "MicrosoftTeams:AppId is not known in that tenant: compare both with the bot's registration in Entra, and restart the bot",
        "AADSTS90002" => "there is no such tenant: mend MicrosoftTeams:TenantId, and restart the bot",
        "AADSTS700027" => "Entra does not know the certificate, or it has expired: upload it in Entra (App registrations, Certificates & secrets), and restart the bot",
        _ => null,
    };

    [GeneratedRegex("AADSTS[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
