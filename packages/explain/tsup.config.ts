import { library } from '@striate/build';

export default library();
