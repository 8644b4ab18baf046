using System.Net;
using HuddleBot.Hosting;
using HuddleBot.Webhooks;

namespace HuddleBot.Tests.Webhooks;

/// <summary>A webhook that is described wrongly stops the start, and none goes where it should not.</summary>
public sealed class WebhookSettingsTests
{
    private const string Secret = "Webhooks:crm:Secret=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Theory]
    [InlineData("Webhooks:crm:Url is missing", Secret)]
    [InlineData("Webhooks:crm:Secret is missing", "Webhooks:crm:Url=https://crm.example/hook")]
    [InlineData("Webhooks:crm:Secret is no such secret", "Webhooks:crm:Url=https://crm.example/hook", "Webhooks:crm:Secret=whsec_c2hvcnQ=")]
    [InlineData("Webhooks:crm:Secret is no such secret", "Webhooks:crm:Url=https://crm.example/hook", "Webhooks:crm:Secret=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("Webhooks:crm:PreviousSecret is no such secret", Secret, "Webhooks:crm:Url=https://crm.example/hook", "Webhooks:crm:PreviousSecret=whsec_c2hvcnQ=")]
    [InlineData("plain http", Secret, "Webhooks:crm:Url=http://crm.example/hook")]
    [InlineData("is no address", Secret, "Webhooks:crm:Url=ftp://crm.example/hook")]
    [InlineData("a user or a fragment", Secret, "Webhooks:crm:Url=https://me:pw@crm.example/hook")]
    [InlineData("no webhook goes to", Secret, "Webhooks:crm:Url=https://169.254.169.254/latest")]
    [InlineData("'issue.closed' is not known", Secret, "Webhooks:crm:Url=https://crm.example/hook", "Webhooks:crm:Events:0=issue.closed")]
    [InlineData("'Webhooks:crm:Adress' is not known", Secret, "Webhooks:crm:Adress=https://crm.example/hook")]
    [InlineData("write true or false", Secret, "Webhooks:crm:Url=https://crm.example/hook", "Webhooks:crm:IncludeWords=maybe")]
    [InlineData("'my crm' is not usable", "Webhooks:my crm:Url=https://crm.example/hook")]
    public void What_is_wrong_is_said(string words, params string[] settings) =>
        Assert.Contains(words, Assert.Throws<SettingsException>(() => WebhookSettings.Read(WebhookScene.SettingsOf(settings))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://crm.example/hook?tenant=1")]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("http://localhost:8080/hook")]
    [InlineData("http://[::1]:8080/hook")]
    public void What_is_right_is_taken_with_all_events_and_without_words(string url)
    {
        var webhook = Assert.Single(WebhookSettings.Read(WebhookScene.SettingsOf(Secret, "Webhooks:crm:Url=" + url)).All);
        Assert.Equal((url, 4, false), (webhook.Url.OriginalString, webhook.Types.Count, webhook.IncludesWords));
    }

    [Fact]
    public void Without_the_section_there_is_none() => Assert.Empty(WebhookSettings.Read(WebhookScene.SettingsOf()).All);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::", false)]
    [InlineData("10.0.0.1", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800::1", true)]
    public void A_name_may_lead_to_the_companys_network_but_not_to_this_machine_or_a_clouds_secrets(string address, bool allowed) =>
        Assert.Equal(allowed, WebhookAddresses.IsAllowed(IPAddress.Parse(address), mayBeThisMachine: false));

    [Fact]
    public void This_machine_is_allowed_where_the_setting_names_it() => Assert.True(WebhookAddresses.IsAllowed(IPAddress.Loopback, mayBeThisMachine: true));
}
