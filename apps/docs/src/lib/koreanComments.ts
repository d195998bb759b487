/** What the comments of `src/examples` say, in Korean, line by line. */
const comments: Readonly<Record<string, string>> = {
  // activationMaximization
  'Which picture pleases one filter most? Gradient ascent on the picture;':
    '필터 하나가 가장 좋아하는 그림은? 그림을 기울기 방향으로 올립니다.',
  'the weights stay as they are.': '가중치는 그대로 둡니다.',
  'Up to the second convolution, whose maps are 10 x 10 x 16.': '두 번째 합성곱까지. 피처 맵은 10 x 10 x 16입니다.',
  "The mean of the filter's map: what we climb.": '올라갈 값: 필터가 만든 피처 맵의 평균.',
  'Steps of one length, however flat it is.': '아무리 평평해도 걸음의 길이는 같습니다.',
  // augmentation
  'Layers that change pictures at random: one digit, three passes.':
    '이미지를 무작위로 바꾸는 층: 숫자 하나를 세 번 지나갑니다.',
  '0.04 turns: 14 degrees': '0.04바퀴: 14도',
  'a tenth': '10분의 1',
  'Every other row: a letter is about twice as high as wide.': '글자의 높이는 너비의 두 배쯤이므로 한 행씩 건너뜁니다.',
  // convolution
  '[batch, height, width, channels] and [height, width, channels, filters]':
    '[배치, 높이, 너비, 채널]과 [높이, 너비, 채널, 필터]',
  '(batch, height, width, channels) and (height, width, channels, filters)':
    '(배치, 높이, 너비, 채널)과 (높이, 너비, 채널, 필터)',
  // denseAgainstCnn
  'A dense network and a CNN of about the same size, trained alike on the same pictures.':
    '크기가 비슷한 완전연결 신경망과 CNN을 같은 이미지로 똑같이 학습시킵니다.',
  'A dense network and a CNN of the same size, trained alike on the same pictures.':
    '크기가 비슷한 완전연결 신경망과 CNN을 같은 이미지로 똑같이 학습시킵니다.',
  "Digits, which come with the library. The lecture's clothes:":
    '라이브러리에 들어 있는 숫자입니다. 강의의 옷 이미지를 쓰려면:',
  "await fashionMnist({ folder: 'where their files are' })": "await fashionMnist({ folder: '파일이 있는 폴더' })",
  'the lecture: 5': '강의에서는 5',
  // diagnose
  '1. Before training, a guess among ten classes: the loss is near ln 10.':
    '1. 학습 전에는 열 클래스 가운데 하나를 찍으므로 손실이 ln 10 근처입니다.',
  '2. Can it learn eight pictures by heart? The model is as before afterwards.':
    '2. 이미지 여덟 장을 외울 수 있습니까? 모델은 끝나면 원래대로 돌아갑니다.',
  '3. Which learning rate? One step with each, from small to large.':
    '3. 학습률은 얼마로 할까? 작은 값부터 큰 값까지 한 스텝씩 해 봅니다.',
  '4. Filters that are 0 for every one of 256 pictures are dead.': '4. 이미지 256장 모두에서 0인 필터는 죽은 것입니다.',
  // gradCam
  'Grad-CAM: which places of a feature map spoke for the class?':
    'Grad-CAM: 피처 맵의 어느 자리가 이 클래스의 근거가 되었나?',
  'Without the softmax: the scores.': '소프트맥스를 뺀 점수.',
  'scores, before the softmax': '소프트맥스를 지나기 전의 점수',
  'The rest of the network.': '신경망의 나머지 부분.',
  'One a map: how much the score grows with it.': '피처 맵마다 하나: 그 값이 커질 때 점수가 커지는 정도.',
  // gradientStep
  "Keras' gradients come from its backend": 'Keras의 기울기는 백엔드가 계산합니다',
  // gramMatrix
  'The style of a picture, after Gatys: which feature maps are strong together,':
    'Gatys가 말한 그림의 스타일: 위치에 상관없이 어느 피처 맵들이',
  'wherever that is.': '함께 강한가.',
  'The first convolution: 28 x 28 x 6.': '첫 번째 합성곱: 28 x 28 x 6.',
  "The Gram matrix of a picture's maps: maps x maps.": '피처 맵들의 그람 행렬: 맵 수 x 맵 수.',
  '4 pixels to the left; zeros come in.': '왼쪽으로 4픽셀. 빈자리는 0으로 채웁니다.',
  '4 to the left': '왼쪽으로 4픽셀',
  'strokes in other directions': '획의 방향이 달라집니다',
  // imageDataGenerator
  'The same with the class the lecture names: in every epoch the pictures':
    '강의에 나오는 클래스로 같은 일을 합니다. 에포크마다',
  'are in other positions.': '이미지의 위치가 달라집니다.',
  degrees: '단위는 도',
  'Test pictures are only rescaled: augmentation belongs to the training.':
    '테스트 이미지는 값의 범위만 바꿉니다. 증강은 학습에만 씁니다.',
  // inceptionModule
  'An inception module: four branches look at the same input, and their maps':
    '인셉션 모듈: 네 갈래가 같은 입력을 보고, 그 피처 맵을',
  'are put one behind the other.': '채널 방향으로 이어 붙입니다.',
  // outputSizes
  'one colour image': '컬러 이미지 한 장',
  // ownLoop
  'What a step makes is freed when it ends, the loss excepted.':
    '한 스텝에서 만든 것은 손실만 빼고 스텝이 끝날 때 해제됩니다.',
  // profiling
  'the first run makes plans and packs filters': '첫 실행에서는 계획을 세우고 필터를 정리합니다',
  // residualUnit
  "A residual unit as a layer of one's own, and ResNet-34 made of sixteen of them.":
    '직접 만든 층으로 쓴 잔차 유닛과, 그것 16개로 쌓은 ResNet-34.',
  'Where the image shrinks, the skip path must shrink it too.':
    '이미지가 줄어드는 곳에서는 우회로에서도 줄여야 합니다.',
  'where the image shrinks, the skip path must shrink it too': '이미지가 줄어드는 곳에서는 우회로에서도 줄여야 합니다',
  // seeingInside
  'What each layer makes of the picture.': '층마다 이미지를 무엇으로 바꾸는가.',
  'Where it looked for the digit.': '이 숫자라고 판단할 때 어디를 보았는가.',
  'Which pixels one number of the second convolution sees.': '두 번째 합성곱의 숫자 하나가 보는 픽셀.',
  'What a channel likes to see.': '채널 하나가 좋아하는 그림.',
  // sentenceClasses, sentenceCnn
  'A trained network of this kind reads sentences.': '학습이 끝난 같은 종류의 신경망이 문장을 읽습니다.',
  'For each sentence: negative, positive.': '문장마다 부정, 긍정.',
  "Kim's network for sentences, layer by layer: filters of 3, 4 and 5 words,":
    'Kim의 문장 신경망을 층마다 적었습니다. 단어 3개, 4개, 5개짜리 필터에서',
  'and of each only its strongest response.': '가장 강한 반응 하나씩만 남깁니다.',
  'numbers of words': '단어의 번호',
  'a sentence: the numbers of its words': '문장: 단어의 번호',
  '54, 53 and 52 places x 64.': '자리 54개, 53개, 52개 x 64.',
  // slidingLenet
  "A classifier that slides: LeNet-5's dense layers, written as convolutions,":
    '움직이는 분류기: LeNet-5의 완전연결층을 합성곱으로 고쳐 쓰면',
  'read a whole row of digits in one pass.': '늘어선 숫자를 한 번에 읽습니다.',
  'was: dense 120': '원래는 완전연결 120',
  'was: flatten 5 x 5 x 16, dense 120': '원래는 5 x 5 x 16을 펼치고 완전연결 120',
  'was: dense 84': '원래는 완전연결 84',
  'was: dense 10': '원래는 완전연결 10',
  'The same numbers in another shape: [400, 120] are 120 filters of 5 x 5 x 16.':
    '숫자는 같고 모양만 다릅니다. [400, 120]은 5 x 5 x 16 필터 120개입니다.',
  '[1, 1, places, 10]: one answer every 4 pixels': '[1, 1, 자리 수, 10]: 4픽셀마다 답 하나',
  'one answer every 4 pixels': '4픽셀마다 답 하나',
  // transfer, transferLearning
  'A LeNet-5 that knows the ten digits learns to tell even from odd, from 200 pictures.':
    '숫자 열 개를 아는 LeNet-5가 이미지 200장으로 짝수와 홀수를 배웁니다.',
  'A network that has only ever seen the digits 0 to 4 learns 5 to 9': '0부터 4까지만 본 신경망이 5부터 9까지를',
  'from twenty examples of each.': '숫자마다 스무 장씩만 보고 배웁니다.',
  'At most `count` of the digits `from` … `from + 4`, as classes 0 … 4.':
    '숫자 `from` … `from + 4`를 최대 `count`개 뽑아 클래스 0 … 4로 둡니다.',
  'From scratch: random weights, a hundred digits.': '처음부터 학습: 무작위 가중치, 숫자 백 장.',
  'Transfer: layers that learned 0 to 4, frozen, and a new classifier on top.':
    '전이 학습: 0부터 4까지를 배운 층을 동결하고 새 분류기를 얹습니다.',
  'How far up do we keep them?': '어느 층까지 남길까?',
  'Fine-tuning: after the classifier the kept layers learn, too, slowly.':
    '미세 조정: 분류기 다음에는 남긴 층도 천천히 학습합니다.',
  // weightSharing
  'The four numbers of the filter, in the matrix of a dense layer:': '필터의 네 숫자를 완전연결층의 행렬로 적으면',
  'one row an output, one column a pixel.': '행은 출력 하나, 열은 픽셀 하나입니다.',
};

/** A program of the course with its comments in Korean. */
export const inKorean = (program: string): string =>
  program.replace(/(\/\/|#|\/\*\*) (.+?)( \*\/)?$/gm, (line, mark: string, text: string, end: string | undefined) =>
    text in comments ? `${mark} ${comments[text]}${end ?? ''}` : line,
  );
