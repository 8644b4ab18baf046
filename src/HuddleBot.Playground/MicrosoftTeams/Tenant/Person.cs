namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>Somebody with an account in the tenant.</summary>
/// <param name="Id">The Entra object id.</param>
/// <param name="Mri"><c>29:…</c>: what Teams calls them towards this bot.</param>
/// <param name="Name">Short, for tests and the page.</param>
public sealed record Person(string Id, string Mri, string Name, string RealName, string TimeZone = "Europe/London", string Locale = "en-GB")
{
    public string Email => $"{Name}@sunny-hotels.example";

    public string GivenName => RealName.Split(' ')[0];

    public string Surname => RealName.Split(' ')[^1];
}
