using System.Net;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>Where the keys come from, how long they serve, and how rarely they are asked for.</summary>
public sealed class SigningKeyTests : IAsyncLifetime
{
    private readonly FakeTime time = new(Tokens.Now);
    private LocalIssuer issuer = null!;
    private ActivityHost bot = null!;
    private int sent;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        bot = await ActivityHost.StartAsync(issuer, time);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task The_keys_are_asked_for_once_and_not_before_they_are_needed()
    {
        Assert.Equal(0, issuer.Questions);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IsAsync(HttpStatusCode.OK, issuer.Key)));
        await IsAsync(HttpStatusCode.OK, issuer.Key);
        Assert.Equal(1, issuer.Questions);
    }

    [Fact]
    public async Task Who_does_not_even_name_this_bot_makes_nobody_ask_for_keys()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Tokens.Bearer(issuer.Key, claims: claims => claims["aud"] = "other"))).Status);
        Assert.Equal(0, issuer.Questions);
    }

    [Fact]
    public async Task The_first_token_of_a_new_key_passes_at_once()
    {
        await IsAsync(HttpStatusCode.OK, issuer.Key);
        issuer.Withdraw(issuer.Key.Id);
        var next = issuer.Announce("key-2", ["msteams"]);
        await IsAsync(HttpStatusCode.OK, next);
        await IsAsync(HttpStatusCode.Unauthorized, issuer.Key);
    }

    [Fact]
    public async Task A_flood_of_invented_keys_asks_three_times_and_then_once_a_minute()
    {
        await IsAsync(HttpStatusCode.OK, issuer.Key);
        for (var i = 0; i < 20; i++) await IsUnknownAsync($"invented-{i}");
        Assert.Equal(4, issuer.Questions);

        time.Advance(TimeSpan.FromMinutes(1));
        var next = issuer.Announce("key-2", ["msteams"]);
        await IsAsync(HttpStatusCode.OK, next);
        await IsUnknownAsync("invented");
        Assert.Equal(5, issuer.Questions);
    }

    [Fact]
    public async Task Without_keys_nothing_is_proven_and_with_them_it_goes_on()
    {
        issuer.IsAway = true;
        await IsAsync(HttpStatusCode.ServiceUnavailable, issuer.Key);
        await IsAsync(HttpStatusCode.ServiceUnavailable, issuer.Key);
        Assert.Empty(bot.Router.Handled);
        Assert.Equal(1, issuer.Questions);
        Assert.Contains(bot.Log.Lines, line => line.Contains("signing keys cannot be had", StringComparison.Ordinal));

        issuer.IsAway = false;
        time.Advance(TimeSpan.FromSeconds(1));
        await IsAsync(HttpStatusCode.OK, issuer.Key);
    }

    [Fact]
    public async Task Known_keys_serve_five_days_without_the_authority_and_no_longer()
    {
        await IsAsync(HttpStatusCode.OK, issuer.Key);
        issuer.IsAway = true;
        time.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        await IsAsync(HttpStatusCode.OK, issuer.Key, aged: 5);
        time.Advance(TimeSpan.FromSeconds(1));
        await IsAsync(HttpStatusCode.ServiceUnavailable, issuer.Key, aged: 5);
    }

    [Fact]
    public async Task After_a_day_a_key_that_was_withdrawn_is_forgotten()
    {
        await IsAsync(HttpStatusCode.OK, issuer.Key);
        issuer.Withdraw(issuer.Key.Id);
        issuer.Announce("key-2", ["msteams"]);
        time.Advance(TimeSpan.FromDays(1));

        // The first who notices does not wait for the new ones.
        await IsAsync(HttpStatusCode.OK, issuer.Key, aged: 1);
        for (var tries = 0; (await PostAsync(Aged(issuer.Key, 1))).Status != HttpStatusCode.Unauthorized; tries++)
        {
            Assert.True(tries < 200, "the key is still believed");
            await Task.Delay(25);
        }
    }

    [Theory]
    [InlineData("http://keys.evil.test/keys")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("file:///etc/hostname")]
    public async Task Keys_come_over_https_or_from_this_machine(string elsewhere)
    {
        issuer.KeysElsewhere = elsewhere;
        await IsAsync(HttpStatusCode.ServiceUnavailable, issuer.Key);
        Assert.Contains(bot.Log.Lines, line => line.Contains("neither https nor on this machine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_without_a_key_that_can_be_used_is_no_metadata()
    {
        issuer.Withdraw(issuer.Key.Id);
        issuer.Announce("weak", ["msteams"], 1024);
        await IsAsync(HttpStatusCode.ServiceUnavailable, issuer.Key);
        Assert.Contains(bot.Log.Lines, line => line.Contains("no signing keys", StringComparison.Ordinal));
    }

    private static string Aged(IssuerKey key, int days) => Tokens.Bearer(key, claims: claims => claims["exp"] = Tokens.At((days * 86_400) + 3600));

    private Task<ActivityHost.Answer> PostAsync(string token) => bot.PostAsync(ActivityHost.Message($"m{Interlocked.Increment(ref sent)}").ToJsonString(), token);

    private async Task IsUnknownAsync(string keyId) => Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Tokens.Bearer(issuer.Key, header => header["kid"] = keyId))).Status);

    private async Task IsAsync(HttpStatusCode status, IssuerKey key, int aged = 0) => Assert.Equal(status, (await PostAsync(Aged(key, aged))).Status);
}
