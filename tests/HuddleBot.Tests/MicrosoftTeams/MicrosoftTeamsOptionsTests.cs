using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Tests.MicrosoftTeams.Inbound;
using HuddleBot.Tests.Slack;
using Microsoft.Extensions.Configuration;

namespace HuddleBot.Tests.MicrosoftTeams;

public class MicrosoftTeamsOptionsTests
{
    private const string Bot = $"AppId={ActivityHost.AppId}";
    private const string Home = $"TenantId={ActivityHost.Tenant}";
    private const string Secret = "ClientSecret=s3cret";

    private static MicrosoftTeamsOptions? Read(params string[] settings) => MicrosoftTeamsOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create("MicrosoftTeams:" + pair[0], (string?)pair[1]))).Build());

    [Fact]
    public void Without_the_section_Microsoft_Teams_is_off() => Assert.Null(Read());

    [Theory]
    [InlineData(Bot, Home, Secret)]
    [InlineData(Bot, "TenantId=botframework.com", Secret)]
    [InlineData(Bot, Home, "CertificatePath=/bot.pem")]
    [InlineData(Bot, Home, "CertificatePath=/bot.pfx", "CertificatePassword=p")]
    [InlineData(Bot, Home, "ManagedIdentityClientId=identity")]
    [InlineData(Bot, $"ManagedIdentityClientId={ActivityHost.AppId}")]
    [InlineData(Bot, "Authority=https://login.test/tenant", Secret)]
    [InlineData(Bot, Home, Secret, "OpenIdMetadataUrl=http://127.0.0.1:5/m")]
    [InlineData(Bot, Home, Secret, "Cloud=USGov")]
    [InlineData(Bot, Home, Secret, "Cloud=China", "AllowedServiceUrls:0=https://smba.test/")]
    [InlineData("DangerouslyAllowUnauthenticatedLoopback=true")]
    [InlineData("DangerouslyAllowUnauthenticatedLoopback=true", Home, "AllowedServiceUrls:0=http://localhost:5/_connector")]
    public void A_whole_section_is_taken(params string[] settings) => Assert.NotNull(Read(settings));

    [Theory]
    [InlineData("AppId is missing", Home, Secret)]
    [InlineData("AppId is missing", "DangerouslyAllowUnauthenticatedLoopback=false")]
    [InlineData("AppId is empty", "AppId= ", Home, Secret)]
    [InlineData("AppId is no application id", "AppId=a bot", Home, Secret)]
    [InlineData("TenantId is missing", Bot, Secret)]
    [InlineData("TenantId is missing", Bot, "ManagedIdentityClientId=another")]
    [InlineData("TenantId is no tenant", Bot, "TenantId=a/b", Secret)]
    [InlineData("A credential is missing", Bot, Home)]
    [InlineData("ClientSecret is empty", Bot, Home, "ClientSecret=")]
    [InlineData("ClientSecret and CertificatePath exclude each other", Bot, Home, Secret, "CertificatePath=/c.pem")]
    [InlineData("CertificatePath and ManagedIdentityClientId exclude each other", Bot, Home, "CertificatePath=/c.pem", "ManagedIdentityClientId=m")]
    [InlineData("CertificatePassword has no CertificatePath", Bot, Home, Secret, "CertificatePassword=s3cret")]
    [InlineData("DangerouslyAllowUnauthenticatedLoopback and AppId exclude each other", "DangerouslyAllowUnauthenticatedLoopback=true", Bot, Home, Secret)]
    [InlineData("DangerouslyAllowUnauthenticatedLoopback and AppId exclude each other", "DangerouslyAllowUnauthenticatedLoopback=true", Bot)]
    [InlineData("ClientSecret without AppId", "DangerouslyAllowUnauthenticatedLoopback=true", Secret)]
    [InlineData("OpenIdMetadataUrl must be a full https address", Bot, Home, Secret, "OpenIdMetadataUrl=http://keys.test/m")]
    [InlineData("OpenIdMetadataUrl must be a full https address", Bot, Home, Secret, "OpenIdMetadataUrl=/m")]
    [InlineData("Authority must be a full https address", Bot, Home, Secret, "Authority=http://127.0.0.1:5/tenant")]
    [InlineData("Authority must be a full https address", Bot, Home, Secret, "Authority=https://login.test")]
    [InlineData("Authority must be a full https address", Bot, Home, Secret, "Authority=https://u:p@login.test/tenant")]
    [InlineData("AllowedServiceUrls: 'http://smba.test/'", Bot, Home, Secret, "AllowedServiceUrls:0=http://smba.test/")]
    [InlineData("AllowedServiceUrls: ''", Bot, Home, Secret, "AllowedServiceUrls:0=https://smba.test/", "AllowedServiceUrls:1=")]
    [InlineData("AllowedServiceUrls is a list", Bot, Home, Secret, "AllowedServiceUrls=https://smba.test/")]
    [InlineData("AllowedServiceUrls is missing", Bot, Home, Secret, "Cloud=China")]
    [InlineData("Cloud is 'Mars'; write Public or USGov or USGovDoD or China", Bot, Home, Secret, "Cloud=Mars")]
    [InlineData("'MicrosoftTeams:TennantId' is not known", Bot, "TennantId=t", Secret)]
    public void Half_a_section_stops_the_start(string because, params string[] settings)
    {
        var error = Assert.Throws<SettingsException>(() => Read(settings));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.pem", null, "cannot be read")]
    [InlineData("garbage.pfx", "garbage", "cannot be opened")]
    [InlineData("garbage.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "cannot be opened")]
    public async Task A_certificate_that_cannot_be_used_stops_the_start(string name, string? content, string because)
    {
        using var folder = new Storage.TemporaryFolder();
        if (content is not null) await File.WriteAllTextAsync(folder.File(name), content);
        var error = await Assert.ThrowsAsync<SettingsException>(() => ActivityHost.StartAsync(new FakeTime(Tokens.Now), ("AppId", ActivityHost.AppId), ("TenantId", "t"), ("CertificatePath", folder.File(name))));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }
}
