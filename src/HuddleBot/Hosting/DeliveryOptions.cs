using System.ComponentModel.DataAnnotations;

namespace HuddleBot.Hosting;

/// <summary>Section <c>Delivery</c>: how fast messages leave.</summary>
public sealed class DeliveryOptions
{
    public SlackDelivery Slack { get; set; } = new();

    public TeamsDelivery MicrosoftTeams { get; set; } = new();

    public sealed class SlackDelivery
    {
        /// <summary>
        /// Messages a minute in one workspace, spaced evenly; default 300. Slack allows "several hundred messages per minute" in a workspace and one a second in a channel.
        /// </summary>
        [Range(1, 6000, ErrorMessage = "Delivery:Slack:PerWorkspacePerMinute must be between 1 and 6000.")]
        public int PerWorkspacePerMinute { get; set; } = 300;
    }

    public sealed class TeamsDelivery
    {
        /// <summary>Calls a second for one tenant, reads too, spaced evenly; default 50, which is what Microsoft Teams allows ("Rate limiting for bots").</summary>
        [Range(1, 50, ErrorMessage = "Delivery:MicrosoftTeams:PerTenantPerSecond must be between 1 and 50.")]
        public int PerTenantPerSecond { get; set; } = 50;
    }

    /// <exception cref="SettingsException">An unknown key or a value out of bounds.</exception>
    public static DeliveryOptions Read(IConfiguration configuration)
    {
        var options = Settings.Read<DeliveryOptions>(configuration, "Delivery");
        var results = new List<ValidationResult>();
        foreach (var platform in (object[])[options.Slack, options.MicrosoftTeams]) Validator.TryValidateObject(platform, new ValidationContext(platform), results, validateAllProperties: true);
        if (results.Count > 0)
            throw new SettingsException(string.Join(Environment.NewLine, results.Select(result => $"Settings: {result.ErrorMessage}")));
        return options;
    }
}
