using HuddleBot.MicrosoftTeams;

namespace HuddleBot.Tests.MicrosoftTeams;

/// <summary>Where a token of ours may go.</summary>
public class ServiceUrlsTests
{
    private static ServiceUrls Of(TeamsCloud cloud, params string[] allowed) => new(new() { Cloud = cloud, AllowedServiceUrls = allowed });

    [Theory]
    [InlineData(TeamsCloud.Public, "https://smba.trafficmanager.net/teams/", "https://smba.trafficmanager.net/emea/2b4b3a6e/", "https://smba.infra.gcc.teams.microsoft.com/teams")]
    [InlineData(TeamsCloud.USGov, "https://smba.infra.gov.teams.microsoft.us/teams/", "https://smba.infra.gov.teams.microsoft.us/gcch")]
    [InlineData(TeamsCloud.USGovDoD, "https://smba.infra.dod.teams.microsoft.us/teams/", "https://SMBA.infra.dod.teams.microsoft.us:443")]
    public void Microsoft_s_documented_hosts_are_the_default(TeamsCloud cloud, string unheard, params string[] heard)
    {
        Assert.Equal(new Uri(unheard), Of(cloud).Default);
        Assert.All([unheard, .. heard], url => Assert.True(Of(cloud).Allows(url), url));
        Assert.All(Enum.GetValues<TeamsCloud>().Where(other => other != cloud), other => Assert.False(Of(other, other == TeamsCloud.China ? ["https://smba.test"] : []).Allows(unheard)));
    }

    [Fact]
    public void A_list_replaces_the_default()
    {
        var own = Of(TeamsCloud.Public, "http://127.0.0.1:5001/teams", "https://connector.test");
        Assert.False(own.Allows("https://smba.trafficmanager.net/teams/"));
        Assert.Equal(new Uri("http://127.0.0.1:5001/teams/"), own.Default);
        Assert.Equal(new Uri("https://smba.trafficmanager.net/teams/"), Of(TeamsCloud.Public, "https://connector.test", "https://smba.trafficmanager.net").Default);
    }

    [Theory]
    [InlineData("https://connector.test/teams")]
    [InlineData("https://connector.test/teams/")]
    [InlineData("https://connector.test:443/teams/emea/2b4b")]
    [InlineData("HTTPS://Connector.Test/teams")]
    public void An_entry_allows_its_path_and_below(string url) => Assert.True(Of(TeamsCloud.Public, "https://connector.test/teams").Allows(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/teams")]
    [InlineData("connector.test/teams")]
    [InlineData("//connector.test/teams")]
    [InlineData("http://connector.test/teams")]
    [InlineData("ftp://connector.test/teams")]
    [InlineData("https://connector.test:8443/teams")]
    [InlineData("https://connector.test/")]
    [InlineData("https://connector.test/teamsX")]
    [InlineData("https://connector.test/Teams")]
    [InlineData("https://connector.test/teams/../admin")]
    [InlineData("https://connector.test/teams/%2e%2e/admin")]
    [InlineData("https://connector.test/teams/.%2E/admin")]
    [InlineData("https://connector.test/teams/..\\admin")]
    [InlineData("https://connector.test/teams/%5c..%5cadmin")]
    [InlineData("https://connector.test/teams%2fx")]
    [InlineData("https://connector.test/teams/%252e%252e/admin?x")]
    [InlineData("https://connector.test/x/../teams")]
    [InlineData("https://connector.test.evil.test/teams")]
    [InlineData("https://evil.test/connector.test/teams")]
    [InlineData("https://connector.test@evil.test/teams")]
    [InlineData("https://evil.test\\@connector.test/teams")]
    [InlineData("https://user:pass@connector.test/teams")]
    [InlineData("https://@connector.test/teams")]
    [InlineData("https://connector.test/teams?x=1")]
    [InlineData("https://connector.test/teams#x")]
    [InlineData("https://evil.test#connector.test/teams")]
    [InlineData(" https://connector.test/teams")]
    [InlineData("https://connector.test/teams\n")]
    [InlineData("https://connector.test/te\tams")]
    [InlineData("https://сonnector.test/teams")] // the first letter is Cyrillic
    public void Anything_else_is_not_allowed(string? url) => Assert.False(Of(TeamsCloud.Public, "https://connector.test/teams").Allows(url));

    [Theory]
    [InlineData("http://127.0.0.1:5001/", true)]
    [InlineData("http://localhost:5001/", true)]
    [InlineData("http://[::1]:5001/", true)]
    [InlineData("http://127.0.0.1.evil.test/", false)]
    [InlineData("http://10.0.0.1/", false)]
    public void Plain_http_is_for_this_machine(string url, bool isAllowed) => Assert.Equal(isAllowed, ServiceUrls.TryRead(url) is not null);
}
