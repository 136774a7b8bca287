"""The works that the declarations cite, once each."""

ASR_2021 = (
    "Asr, F. T., Mazraeh, M., Lopes, A., Gautam, V., Gonzales, J., Rao, P. & Taboada, M. (2021). The Gender Gap Tracker: "
    "Using natural language processing to measure gender bias in media. PLOS ONE 16(1), e0245533."
)
BELL_1991 = "Bell, A. (1991). The Language of News Media. Blackwell."
BELSLEY_1980 = (
    "Belsley, D. A., Kuh, E. & Welsch, R. E. (1980). Regression Diagnostics: Identifying Influential Data and Sources of "
    "Collinearity. Wiley."
)
BERGER_PARKER_1970 = (
    "Berger, W. H. & Parker, F. L. (1970). Diversity of planktonic Foraminifera in deep-sea sediments. Science 168(3937), "
    "1345-1347."
)
CARLSON_2011 = (
    "Carlson, M. (2011). On the Condition of Anonymity: Unnamed Sources and the Battle for Journalism. University of "
    "Illinois Press."
)
CHAO_2014 = (
    "Chao, A., Gotelli, N. J., Hsieh, T. C., Sander, E. L., Ma, K. H., Colwell, R. K. & Ellison, A. M. (2014). Rarefaction "
    "and extrapolation with Hill numbers: a framework for sampling and estimation in species diversity studies. Ecological "
    "Monographs 84(1), 45-67."
)
CHAO_JOST_2012 = (
    "Chao, A. & Jost, L. (2012). Coverage-based rarefaction and extrapolation: standardizing samples by completeness "
    "rather than size. Ecology 93(12), 2533-2547."
)
COLE_SHAW_1974 = (
    'Cole, R. R. & Shaw, D. L. (1974). "Powerful" verbs and "body language": Does the reader notice? Journalism Quarterly '
    "51(1), 62-66."
)
DALESSIO_ALLEN_2000 = (
    "D'Alessio, D. & Allen, M. (2000). Media bias in presidential elections: a meta-analysis. Journal of Communication "
    "50(4), 133-156."
)
DUFFY_WILLIAMS_2011 = (
    "Duffy, M. J. & Williams, A. E. (2011). Use of unnamed sources drops from peak in 1960s and 1970s. Newspaper Research "
    "Journal 32(4), 6-21."
)
GANS_1979 = "Gans, H. J. (1979). Deciding What's News. Pantheon."
GEIS_1987 = "Geis, M. L. (1987). The Language of Politics. Springer."
GOTELLI_COLWELL_2001 = (
    "Gotelli, N. J. & Colwell, R. K. (2001). Quantifying biodiversity: procedures and pitfalls in the measurement and "
    "comparison of species richness. Ecology Letters 4(4), 379-391."
)
HALLIN_1992 = (
    "Hallin, D. C. (1992). Sound bite news: television coverage of elections, 1968-1988. Journal of Communication 42(2), "
    "5-24."
)
HAMBORG_DONNAY_2021 = (
    "Hamborg, F. & Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in "
    "political news articles. EACL, 1663-1675."
)
HILL_1973 = (
    "Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology 54(2), 427-432."
)
HOPMANN_2012 = (
    "Hopmann, D. N., Van Aelst, P. & Legnante, G. (2012). Political balance in the news: a review of concepts, "
    "operationalizations and key findings. Journalism 13(2), 240-257."
)
HURLBERT_1971 = (
    "Hurlbert, S. H. (1971). The nonconcept of species diversity: a critique and alternative parameters. Ecology 52(4), "
    "577-586."
)
HUTTO_GILBERT_2014 = (
    "Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of social media "
    "text. ICWSM 8, 216-225."
)
JANIS_FADNER_1943 = (
    "Janis, I. L. & Fadner, R. H. (1943). A coefficient of imbalance for content analysis. Psychometrika 8(2), 105-119."
)
JOST_2006 = "Jost, L. (2006). Entropy and diversity. Oikos 113(2), 363-375."
KIOUSIS_2004 = (
    "Kiousis, S. (2004). Explicating media salience: a factor analysis of New York Times issue coverage during the 2000 "
    "U.S. presidential election. Journal of Communication 54(1), 71-87."
)
KOTT_2001 = "Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17(4), 521-526."
LEWIS_2008 = (
    "Lewis, J., Williams, A. & Franklin, B. (2008). A compromised fourth estate? UK news journalism, public relations and "
    "news sources. Journalism Studies 9(1), 1-20."
)
MERRILL_1965 = "Merrill, J. C. (1965). How Time stereotyped three U.S. presidents. Journalism Quarterly 42(4), 563-570."
NEWELL_2018 = (
    "Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political news. LREC 2018."
)
PARETI_2016 = "Pareti, S. (2016). PARC 3.0: a corpus of attribution relations. LREC 2016, 3914-3920."
PEJ_2005 = (
    "Project for Excellence in Journalism (2005). The State of the News Media 2005: newspapers, content analysis (source "
    "transparency; viewpoints and stakeholders; reporting index). journalism.org."
)
PIELOU_1966 = (
    "Pielou, E. C. (1966). The measurement of diversity in different types of biological collections. Journal of "
    "Theoretical Biology 13, 131-144."
)
SHANNON_1948 = (
    "Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27(3), 379-423, and "
    "27(4), 623-656."
)
SIGAL_1973 = "Sigal, L. V. (1973). Reporters and Officials: The Organization and Politics of Newsmaking. D. C. Heath."
SIMONSOHN_2020 = (
    "Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour 4(11), "
    "1208-1214."
)
SIMPSON_1949 = "Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688."
STEEGEN_2016 = (
    "Steegen, S., Tuerlinckx, F., Gelman, A. & Vanpaemel, W. (2016). Increasing transparency through a multiverse analysis. "
    "Perspectives on Psychological Science 11(5), 702-712."
)
SUNDAR_1998 = (
    "Sundar, S. S. (1998). Effect of source attribution on perception of online news stories. Journalism & Mass "
    "Communication Quarterly 75(1), 55-68."
)
TIFFEN_2014 = (
    "Tiffen, R., Jones, P. K., Rowe, D., Aalberg, T., Coen, S., Curran, J., Hayashi, K., Iyengar, S., Mazzoleni, G., "
    "Papathanassopoulos, S., Rojas, H. & Soroka, S. (2014). Sources in the news: a comparative study. Journalism Studies "
    "15(4), 374-391."
)
VAN_DIJK_1988 = "van Dijk, T. A. (1988). News as Discourse. Lawrence Erlbaum."
ZELIZER_1989 = (
    'Zelizer, B. (1989). "Saying" as collective practice: quoting and differential address in the news. Text 9(4), '
    "369-388."
)
